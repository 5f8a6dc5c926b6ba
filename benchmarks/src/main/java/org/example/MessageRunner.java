// SPDX-License-Identifier: Apache-2.0
package org.example;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.DataFormatException;

/** One work on all messages of a file. Every message makes the way there and back before anything is measured. */
final class MessageRunner {
    private static MessageRunner last;

    private final MessageWork work;
    private final int part;
    private final Path file;
    private final List<byte[]> plain;
    private final List<byte[]> packed;
    private final byte[] out;
    private final MessageCodec codec;
    /** Bytes of each compressed message. */
    private final int[] sizes;

    private MessageRunner(MessageWork work, int part, Path file, List<byte[]> plain, List<byte[]> packed) {
        this.work = work;
        this.part = part;
        this.file = file;
        this.plain = plain;
        this.packed = packed;
        this.codec = work.codec(part);
        int longest = plain.stream().mapToInt(message -> message.length).max().orElse(0);
        this.out = new byte[2 * longest + 1024];
        this.sizes = new int[plain.size()];
    }

    /** @param packed the messages in compressed form; used only when reading is measured */
    static MessageRunner of(MessageWork work, int part, Path file, Path packed)
            throws IOException, DataFormatException {
        if (last == null || last.work != work || last.part != part || !last.file.equals(file)) {
            if (last != null) {
                last.codec.end();
            }
            List<byte[]> messages = MessageFile.read(file);
            last = new MessageRunner(
                    work, part, file, messages, work.isReading() ? MessageFile.read(packed) : List.of());
            last.check();
        }
        return last;
    }

    /** All messages once. */
    void pass() throws IOException, DataFormatException {
        for (int i = 0; i < sizes.length; i++) {
            if (work.isReading()) {
                codec.read(packed.get(i), packed.get(i).length, out);
            } else {
                codec.write(plain.get(i), out);
            }
        }
    }

    long packedSize() {
        return Arrays.stream(sizes).asLongStream().sum();
    }

    String sizes() {
        return IntStream.of(sizes).mapToObj(Integer::toString).collect(Collectors.joining("\t"));
    }

    private void check() throws IOException, DataFormatException {
        byte[] back = new byte[out.length];
        for (int i = 0; i < sizes.length; i++) {
            byte[] bytes = work.isReading() ? packed.get(i) : Arrays.copyOf(out, codec.write(plain.get(i), out));
            sizes[i] = bytes.length - work.stored(part);
            int length = codec.read(bytes, bytes.length, back);
            if (!Arrays.equals(plain.get(i), Arrays.copyOf(back, length))) {
                throw new IOException("message " + i + " of " + file + " does not come back as it was");
            }
        }
    }
}
