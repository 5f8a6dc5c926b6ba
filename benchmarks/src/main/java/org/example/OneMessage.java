// SPDX-License-Identifier: Apache-2.0
package org.example;

import java.util.zip.Deflater;

/** A command-line tool or a function that compresses one answer of 2 KB and ends. */
public final class OneMessage {
    private OneMessage() {}

    public static void main(String[] args) {
        Deflater deflater = new Deflater();
        deflater.setInput(Text.of(2048));
        deflater.finish();
        byte[] output = new byte[4096];
        System.out.println(deflater.deflate(output));
        deflater.end();
    }
}
