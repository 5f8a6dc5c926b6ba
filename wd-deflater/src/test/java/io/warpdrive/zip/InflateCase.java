// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.zip;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.Deflater;

/** A stream as it may come over a wire or off a disk, whole or not. */
final class InflateCase {
    private static final List<Integer> FLUSHES =
            List.of(Deflater.NO_FLUSH, Deflater.NO_FLUSH, Deflater.SYNC_FLUSH, Deflater.FULL_FLUSH);
    private static final int FLUSH_ROOM = 8192;

    final byte[] packed;
    final byte[] dictionary;

    private InflateCase(byte[] packed, byte[] dictionary) {
        this.packed = packed;
        this.dictionary = dictionary;
    }

    static InflateCase random(SplittableRandom random, Format format, List<String> log) {
        Implementation writer = random.nextInt(4) == 0 ? Implementation.WARPDRIVE : Implementation.JDK;
        int level = random.nextInt(11) - 1;
        int strategy = random.nextInt(5) == 0 ? 1 + random.nextInt(2) : Deflater.DEFAULT_STRATEGY;
        byte[] plain = Sequences.data(random, Sequences.size(random));
        byte[] dictionary = random.nextInt(20) == 0 ? Sequences.data(random, 1 + random.nextInt(9000)) : new byte[0];
        log.add("stream of " + plain.length + " bytes by " + writer + " at level " + level + ", strategy " + strategy
                + (dictionary.length > 0 ? ", with a dictionary of " + dictionary.length : ""));
        Deflater deflater = writer.deflater(level, format);
        try {
            deflater.setStrategy(strategy);
            if (dictionary.length > 0) {
                deflater.setDictionary(dictionary);
            }
            byte[] packed = deflate(random, deflater, plain);
            return new InflateCase(damaged(random, packed, log), dictionary);
        } finally {
            deflater.end();
        }
    }

    private static byte[] deflate(SplittableRandom random, Deflater deflater, byte[] plain) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        boolean inPieces = random.nextInt(3) == 0;
        int at = 0;
        while (inPieces && at < plain.length) {
            int length = 1 + random.nextInt(plain.length - at);
            deflater.setInput(plain, at, length);
            Streams.drain(deflater, Sequences.oneOf(random, FLUSHES), FLUSH_ROOM, out);
            at += length;
        }
        deflater.setInput(plain, at, plain.length - at);
        Streams.finish(deflater, Deflater.NO_FLUSH, FLUSH_ROOM, out);
        return out.toByteArray();
    }

    private static byte[] damaged(SplittableRandom random, byte[] packed, List<String> log) {
        int kind = random.nextInt(12);
        if (kind < 3) {
            byte[] flipped = packed.clone();
            for (int i = 0; i <= kind; i++) {
                int at = random.nextInt(Math.min(flipped.length, 1 << random.nextInt(20)));
                int bit = random.nextInt(8);
                flipped[at] ^= (byte) (1 << bit);
                log.add("bit " + bit + " of byte " + at + " of " + flipped.length + " flipped");
            }
            return flipped;
        }
        if (kind == 3) {
            int length = random.nextInt(packed.length);
            log.add("cut to " + length + " of " + packed.length);
            return Arrays.copyOf(packed, length);
        }
        if (kind < 6) {
            byte[] tail = Sequences.data(random, random.nextInt(kind == 4 ? 24 : 3000));
            log.add(tail.length + " bytes after the stream's " + packed.length);
            byte[] all = Arrays.copyOf(packed, packed.length + tail.length);
            System.arraycopy(tail, 0, all, packed.length, tail.length);
            return all;
        }
        if (kind == 6 && random.nextInt(4) == 0) {
            byte[] noise = Sequences.data(random, random.nextInt(3000));
            log.add(noise.length + " bytes of something else");
            return noise;
        }
        return packed;
    }
}
