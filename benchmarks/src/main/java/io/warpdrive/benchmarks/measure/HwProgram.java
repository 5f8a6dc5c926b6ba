// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.benchmarks.measure;

import io.warpdrive.cli.AnsweringProcess;
import io.warpdrive.zip.HwGZIPOutputStream;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;

/** An application that uses HwGZIPOutputStream itself. Asked for {@code MILLIS FILE}, it answers as StockProgram does. */
final class HwProgram {
    private static final int PIECE = 8192;

    private HwProgram() {}

    public static void main(String[] args) throws IOException {
        BufferedReader questions = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = questions.readLine(); line != null; line = questions.readLine()) {
            String[] words = AnsweringProcess.words(line);
            byte[] plain = Files.readAllBytes(Path.of(words[1]));
            int size = check(plain);
            long best = Long.MAX_VALUE;
            long begin = System.nanoTime();
            do {
                long start = System.nanoTime();
                write(plain, OutputStream.nullOutputStream());
                best = Math.min(best, System.nanoTime() - start);
            } while (System.nanoTime() - begin < Long.parseLong(words[0]) * 1_000_000);
            System.out.println(AnsweringProcess.line(best, size));
        }
    }

    private static int check(byte[] plain) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        write(plain, bytes);
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            if (!Arrays.equals(in.readAllBytes(), plain)) {
                throw new IOException("the data does not come back as it was");
            }
        }
        return bytes.size();
    }

    private static void write(byte[] plain, OutputStream sink) throws IOException {
        try (OutputStream out = new HwGZIPOutputStream(sink, PIECE)) {
            for (int at = 0; at < plain.length; at += PIECE) {
                out.write(plain, at, Math.min(PIECE, plain.length - at));
            }
        }
    }
}
