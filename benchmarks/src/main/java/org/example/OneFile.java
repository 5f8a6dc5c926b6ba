// SPDX-License-Identifier: Apache-2.0
package org.example;

import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.GZIPOutputStream;

/** A program that compresses one file of 8 MB and ends. */
public final class OneFile {
    private static final int PIECE = 8192;
    private static final int PIECES = 1024;

    private OneFile() {}

    public static void main(String[] args) throws IOException {
        byte[] text = Text.of(PIECE * PIECES / 4);
        try (GZIPOutputStream out = new GZIPOutputStream(OutputStream.nullOutputStream())) {
            for (int i = 0; i < PIECES; i++) {
                out.write(text, i * PIECE % text.length, PIECE);
            }
        }
        System.out.println("compressed");
    }
}
