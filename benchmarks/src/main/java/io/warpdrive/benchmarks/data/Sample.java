// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.benchmarks.data;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.example.MessageCodec;
import org.example.MessageFile;
import org.example.MessageWork;

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

    /** Messages of so many bytes; made when first asked for. */
    public Path messages(int size) throws IOException {
        Path messages = beside(".messages-" + size);
        if (!Files.exists(messages)) {
            MessageFile.write(messages, cut(size));
        }
        return messages;
    }

    /** The same as the JDK compresses them for a work that reads them. */
    public Path packedMessages(MessageWork work, int part, int size) throws IOException {
        Path packed = beside(".messages-" + size + "-" + part + "-" + work);
        if (!Files.exists(packed)) {
            MessageCodec codec = work.codec(part);
            byte[] out = new byte[2 * size + 1024];
            List<byte[]> smaller = new ArrayList<>();
            for (byte[] message : MessageFile.read(messages(size))) {
                smaller.add(Arrays.copyOf(out, codec.write(message, out)));
            }
            codec.end();
            MessageFile.write(packed, smaller);
        }
        return packed;
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
}
