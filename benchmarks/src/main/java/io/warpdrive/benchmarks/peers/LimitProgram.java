// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.benchmarks.peers;

import io.warpdrive.cli.AnsweringProcess;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.GZIPInputStream;
import org.example.MessageCodec;
import org.example.MessageFile;
import org.example.MessageWork;
import org.example.Passes;
import org.example.StreamWork;

/**
 * A C library in place of {@code java.util.zip}: answers the questions {@code stream} and {@code message} as
 * {@link org.example.StockProgram} does, and {@code loads} with whether the library is there. The property {@code library}
 * names it.
 */
public final class LimitProgram {
    private static final LimitTask.Library LIBRARY = LimitTask.Library.valueOf(System.getProperty("library"));

    private static String lastWords = "";
    private static LimitRunner last;

    private LimitProgram() {}

    public static void main(String[] args) throws IOException, DataFormatException {
        BufferedReader questions = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = questions.readLine(); line != null; line = questions.readLine()) {
            System.out.println(answer(AnsweringProcess.words(line)));
        }
    }

    private static String answer(String[] words) throws IOException, DataFormatException {
        return switch (words[0]) {
            case "loads" -> Boolean.toString(loads());
            case "stream" -> best(words, 2, () -> stream(StreamWork.valueOf(words[1]), words[3], words[4]));
            case "message" ->
                best(words, 3, () -> messages(MessageWork.valueOf(words[1]), words[2], words[4], words[5]));
            default -> throw new IOException("no such work: " + words[0]);
        };
    }

    private static boolean loads() {
        try {
            LimitTask.of(LIBRARY, StreamWork.GZIP_6);
            return true;
        } catch (IOException | LinkageError e) {
            return false;
        }
    }

    /** Makes a runner. */
    @FunctionalInterface
    private interface Maker {
        LimitRunner make() throws IOException;
    }

    private static String best(String[] words, int millis, Maker maker) throws IOException, DataFormatException {
        String[] others = words.clone();
        others[millis] = "";
        String asked = String.join("\t", others);
        if (!lastWords.equals(asked)) {
            last = maker.make();
            lastWords = asked;
        }
        return AnsweringProcess.line(Passes.best(Long.parseLong(words[millis]), last::pass), last.size());
    }

    private static LimitRunner stream(StreamWork work, String file, String packedFile) throws IOException {
        byte[] plain = Files.readAllBytes(Path.of(file));
        byte[] in = work.isReading() ? Files.readAllBytes(Path.of(packedFile)) : plain;
        return new LimitRunner(LimitTask.of(LIBRARY, work), List.of(in), List.of(plain), (i, out) -> {
            if (work.isReading()) {
                return Arrays.equals(out, plain);
            }
            try (InputStream back = new GZIPInputStream(new ByteArrayInputStream(out))) {
                return Arrays.equals(back.readAllBytes(), plain);
            }
        });
    }

    private static LimitRunner messages(MessageWork work, String partWord, String file, String packedFile)
            throws IOException {
        int part = Integer.parseInt(partWord);
        List<byte[]> plain = MessageFile.read(Path.of(file));
        List<byte[]> in = work.isReading() ? MessageFile.read(Path.of(packedFile)) : plain;
        MessageCodec reader = work.codec(part);
        return new LimitRunner(LimitTask.of(LIBRARY, work, part), in, plain, (i, out) -> {
            byte[] message = plain.get(i);
            byte[] expected = Arrays.copyOfRange(message, work.stored(part), message.length);
            return Arrays.equals(work.isReading() ? out : read(reader, work, part, message, out), expected);
        });
    }

    private static byte[] read(MessageCodec reader, MessageWork work, int part, byte[] message, byte[] packed)
            throws IOException {
        int stored = work.stored(part);
        byte[] whole = Arrays.copyOf(message, stored + packed.length);
        System.arraycopy(packed, 0, whole, stored, packed.length);
        byte[] back = new byte[message.length + 1];
        try {
            return Arrays.copyOfRange(back, stored, reader.read(whole, whole.length, back));
        } catch (DataFormatException e) {
            throw new IOException(e);
        }
    }
}
