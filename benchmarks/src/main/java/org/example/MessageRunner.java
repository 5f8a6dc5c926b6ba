// SPDX-License-Identifier: Apache-2.0
package org.example;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/** One work on all messages of a file, level 6. Every message makes the way there and back before anything is measured. */
final class MessageRunner {
    private static MessageRunner last;

    private final MessageWork work;
    private final Path file;
    private final List<byte[]> plain;
    private final List<byte[]> packed;
    private final byte[] out;
    private final Deflater deflater = new Deflater();
    private final Inflater inflater = new Inflater();
    private final int[] sizes;

    private MessageRunner(MessageWork work, Path file, List<byte[]> plain, List<byte[]> packed) {
        this.work = work;
        this.file = file;
        this.plain = plain;
        this.packed = packed;
        int longest = plain.stream().mapToInt(message -> message.length).max().orElse(0);
        this.out = new byte[longest + longest / 8 + 64];
        this.sizes = new int[plain.size()];
    }

    /** @param packed the messages in compressed form, which are read when inflating is measured */
    static MessageRunner of(MessageWork work, Path file, Path packed) throws IOException, DataFormatException {
        if (last == null || last.work != work || !last.file.equals(file)) {
            if (last != null) {
                last.deflater.end();
                last.inflater.end();
            }
            last = new MessageRunner(work, file, MessageFile.read(file), MessageFile.read(packed));
            last.check();
        }
        return last;
    }

    /** All messages once. */
    void pass() throws DataFormatException {
        for (int i = 0; i < sizes.length; i++) {
            if (work.isInflating()) {
                inflate(packed.get(i));
            } else {
                sizes[i] = deflate(plain.get(i));
            }
        }
    }

    long packedSize() {
        return work.isInflating()
                ? packed.stream().mapToLong(message -> message.length).sum()
                : Arrays.stream(sizes).asLongStream().sum();
    }

    /** Bytes of each compressed message. */
    String sizes() throws DataFormatException {
        pass();
        return IntStream.of(sizes).mapToObj(Integer::toString).collect(Collectors.joining("\t"));
    }

    private void check() throws IOException, DataFormatException {
        for (int i = 0; i < sizes.length; i++) {
            byte[] bytes = work.isInflating() ? packed.get(i) : Arrays.copyOf(out, deflate(plain.get(i)));
            int length = inflate(bytes);
            if (!Arrays.equals(plain.get(i), Arrays.copyOf(out, length))) {
                throw new IOException("message " + i + " of " + file + " does not come back as it was");
            }
        }
    }

    private int deflate(byte[] message) {
        Deflater current = work.isRenewing() ? new Deflater() : deflater;
        current.setInput(message);
        current.finish();
        int size = 0;
        while (!current.finished()) {
            size += current.deflate(out, size, out.length - size);
        }
        if (work.isRenewing()) {
            current.end();
        } else {
            current.reset();
        }
        return size;
    }

    private int inflate(byte[] message) throws DataFormatException {
        Inflater current = work.isRenewing() ? new Inflater() : inflater;
        current.setInput(message);
        int length = 0;
        while (!current.finished()) {
            length += current.inflate(out, length, out.length - length);
        }
        if (work.isRenewing()) {
            current.end();
        } else {
            current.reset();
        }
        return length;
    }
}
