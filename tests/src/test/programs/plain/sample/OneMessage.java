// SPDX-License-Identifier: Apache-2.0
package sample;

/** Compresses 2 KB and reads them again, as a short tool does. */
public final class OneMessage {
    private OneMessage() {}

    public static void main(String[] args) {
        System.out.println(RoundTrip.gzip(2048));
    }
}
