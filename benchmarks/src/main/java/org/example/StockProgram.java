// SPDX-License-Identifier: Apache-2.0
package org.example;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.zip.DataFormatException;

/**
 * Does with {@code java.util.zip} what it is asked for on standard input, a line each, and answers on standard output with a
 * line of figures. Words are separated by tabs; the first says what:
 *
 * <ul>
 *   <li>{@code stream WORK MILLIS FILE PACKED}: best nanoseconds of a pass, bytes of compressed data
 *   <li>{@code message WORK PART MILLIS PLAIN PACKED}: the same for all messages of a file
 *   <li>{@code sizes WORK PART PLAIN PACKED}: bytes of each compressed message
 *   <li>{@code threads COUNT MILLIS FILE}: bytes compressed in a second by so many threads together
 *   <li>{@code allocated KIND FILE}: bytes of heap for each 64 KB block
 *   <li>{@code first WORK SIZE}: messages in the first quarter second of processor time
 *   <li>{@code resident KIND COUNT FILE}: bytes of resident memory for each open object
 * </ul>
 */
public final class StockProgram {
    private StockProgram() {}

    public static void main(String[] args) throws IOException, DataFormatException, InterruptedException {
        BufferedReader questions = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = questions.readLine(); line != null; line = questions.readLine()) {
            System.out.println(answer(line.split("\t", -1)));
        }
    }

    private static String answer(String[] words) throws IOException, DataFormatException, InterruptedException {
        return switch (words[0]) {
            case "stream" -> stream(StreamWork.valueOf(words[1]), millis(words[2]), Path.of(words[3]), words[4]);
            case "message" -> {
                MessageRunner runner = messages(words[1], words[2], words[4], words[5]);
                yield Passes.best(millis(words[3]), runner::pass) + "\t" + runner.packedSize();
            }
            case "sizes" -> messages(words[1], words[2], words[3], words[4]).sizes();
            case "threads" ->
                Long.toString(
                        ManyThreads.bytesPerSecond(Integer.parseInt(words[1]), millis(words[2]), Path.of(words[3])));
            case "allocated" -> Double.toString(Allocation.valueOf(words[1]).bytesPerBlock(Path.of(words[2])));
            case "first" ->
                Long.toString(FirstQuarter.messages(MessageWork.valueOf(words[1]), Integer.parseInt(words[2])));
            case "resident" ->
                Long.toString(Resident.valueOf(words[1]).bytesPerObject(Integer.parseInt(words[2]), Path.of(words[3])));
            default -> throw new IOException("no such work: " + words[0]);
        };
    }

    private static long millis(String word) {
        return Long.parseLong(word);
    }

    private static String stream(StreamWork work, long millis, Path file, String packed)
            throws IOException, DataFormatException {
        StreamRunner runner = StreamRunner.of(work, file, Path.of(packed));
        return Passes.best(millis, runner::pass) + "\t" + runner.packedSize();
    }

    private static MessageRunner messages(String work, String part, String plain, String packed)
            throws IOException, DataFormatException {
        return MessageRunner.of(MessageWork.valueOf(work), Integer.parseInt(part), Path.of(plain), Path.of(packed));
    }
}
