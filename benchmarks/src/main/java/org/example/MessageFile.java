// SPDX-License-Identifier: Apache-2.0
package org.example;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/** Messages in a file: their count, then each with its length before it. */
public final class MessageFile {
    private MessageFile() {}

    public static void write(Path file, List<byte[]> messages) throws IOException {
        try (DataOutputStream out =
                new DataOutputStream(new java.io.BufferedOutputStream(Files.newOutputStream(file)))) {
            out.writeInt(messages.size());
            for (byte[] message : messages) {
                out.writeInt(message.length);
                out.write(message);
            }
        }
    }

    public static List<byte[]> read(Path file) throws IOException {
        try (DataInputStream in = new DataInputStream(new java.io.BufferedInputStream(Files.newInputStream(file)))) {
            return IntStream.range(0, in.readInt()).mapToObj(i -> message(in)).toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static byte[] message(DataInputStream in) {
        try {
            return in.readNBytes(in.readInt());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
