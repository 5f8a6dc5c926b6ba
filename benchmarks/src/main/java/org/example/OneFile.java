// SPDX-License-Identifier: Apache-2.0
package org.example;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/** A program that compresses 8 MB and ends: of the file that it is given over and over, or of something like words. */
public final class OneFile {
    private static final int PIECE = 8192;
    private static final int PIECES = 1024;

    private OneFile() {}

    public static void main(String[] args) throws IOException {
        byte[] text = args.length == 0 ? Text.of(PIECE * PIECES / 4) : Files.readAllBytes(Path.of(args[0]));
        try (GZIPOutputStream out = new GZIPOutputStream(OutputStream.nullOutputStream())) {
            for (int i = 0; i < PIECES; i++) {
                out.write(text, i * PIECE % (text.length - PIECE + 1), PIECE);
            }
        }
        System.out.println("compressed");
    }
}
