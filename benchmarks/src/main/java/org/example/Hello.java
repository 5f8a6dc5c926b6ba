// SPDX-License-Identifier: Apache-2.0
package org.example;

/** What a JVM does when it has nothing to do. */
public final class Hello {
    private Hello() {}

    public static void main(String[] args) {
        System.out.println("Hello, world");
    }
}
