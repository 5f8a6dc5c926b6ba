// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.benchmarks.data;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.example.MessageFile;

/**
 * A file, and beside it what the JDK makes of it at level 6: everybody decompresses the same bytes.
 *
 * @param length bytes of the file
 */
public record Sample(String name, Path file, int length) {
    /** What is taken of a file for messages: it is cut from all over the file. */
    private static final int MESSAGES = 1 << 20;

    /** Many short messages take long, and tell no more than fewer. */
    private static final int MOST_MESSAGES = 4096;

    static Sample of(Path directory, String name, byte[] bytes) throws IOException {
        Path file = directory.resolve(name);
        Files.write(file, bytes);
        Sample sample = new Sample(name, file, bytes.length);
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(sample.packed(true)))) {
            out.write(bytes);
        }
        try (OutputStream out = new DeflaterOutputStream(Files.newOutputStream(sample.packed(false)))) {
            out.write(bytes);
        }
        return sample;
    }

    /** The file as compressed by the JDK. */
    public Path packed(boolean gzip) {
        return beside(gzip ? ".gz" : ".zz");
    }

    /** Messages of so many bytes, plain or as compressed by the JDK; made when first asked for. */
    public Path messages(int size, boolean packed) throws IOException {
        Path plain = beside(".messages-" + size);
        Path compressed = beside(".messages-" + size + ".zz");
        if (!Files.exists(compressed)) {
            List<byte[]> messages = cut(size);
            MessageFile.write(plain, messages);
            List<byte[]> smaller = new ArrayList<>();
            for (byte[] message : messages) {
                smaller.add(deflate(message));
            }
            MessageFile.write(compressed, smaller);
        }
        return packed ? compressed : plain;
    }

    private Path beside(String suffix) {
        return file.resolveSibling(file.getFileName() + suffix);
    }

    private List<byte[]> cut(int size) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        int count = Math.min(Math.min(MESSAGES, bytes.length) / size, MOST_MESSAGES);
        int stride = bytes.length / count;
        List<byte[]> messages = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            messages.add(Arrays.copyOfRange(bytes, i * stride, i * stride + size));
        }
        return messages;
    }

    private static byte[] deflate(byte[] message) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Deflater deflater = new Deflater();
        try (OutputStream out = new DeflaterOutputStream(bytes, deflater)) {
            out.write(message);
        } finally {
            deflater.end();
        }
        return bytes.toByteArray();
    }
}
