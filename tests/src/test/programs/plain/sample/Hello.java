// SPDX-License-Identifier: Apache-2.0
package sample;

/** A program that never compresses anything. */
public final class Hello {
    private Hello() {}

    public static void main(String[] args) {
        System.out.println("hello");
    }
}
