// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.soft;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * What a {@link SelfTest} works on: history, and a stream of four parts that zlib makes blocks of every kind of. They are
 * more than the window that an engine keeps, and the last one refers back over nearly as much as DEFLATE can.
 */
final class SelfTestData {
    /** Bytes that stand before the stream. */
    static final int HISTORY = 1000;
    /** Text, which gets codes of its own and refers to the history. */
    static final int TEXT_END = HISTORY + 40_000;
    /** Some words of it, too few for other codes than the fixed ones. */
    private static final int WORDS_END = TEXT_END + 20;
    /** Noise, which is stored. */
    private static final int NOISE_END = WORDS_END + 600;

    private static final int REPEATED = 28_000;
    /** The end of the text once more. */
    static final int LENGTH = NOISE_END + REPEATED;

    private static final int[] ENDS = {HISTORY, TEXT_END, WORDS_END, NOISE_END, LENGTH};

    private SelfTestData() {}

    /** History and what the stream stands for, {@link #LENGTH} bytes. */
    static byte[] plain() {
        SplittableRandom random = new SplittableRandom(1);
        StringBuilder text = new StringBuilder(TEXT_END + 100);
        while (text.length() < TEXT_END) {
            text.append(random.nextInt(1000)).append(" of some kind, ");
        }
        byte[] plain = Arrays.copyOf(text.toString().getBytes(StandardCharsets.US_ASCII), LENGTH);
        System.arraycopy(plain, 0, plain, TEXT_END, WORDS_END - TEXT_END);
        for (int i = WORDS_END; i < NOISE_END; i++) {
            plain[i] = (byte) random.nextInt();
        }
        System.arraycopy(plain, TEXT_END - REPEATED, plain, NOISE_END, REPEATED);
        return plain;
    }

    /** The stream behind the history, as zlib makes it, with flush points between the parts. */
    static byte[] packed(byte[] plain) {
        return packed(plain, HISTORY);
    }

    /** All of it as one stream, the history a part like the others. */
    static byte[] packedAlone(byte[] plain) {
        return packed(plain, 0);
    }

    private static byte[] packed(byte[] plain, int history) {
        Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
        try {
            byte[] packed = new byte[LENGTH];
            int length = 0;
            deflater.setDictionary(plain, 0, history);
            int start = history;
            for (int part = history == 0 ? 0 : 1; part < ENDS.length; part++) {
                deflater.setInput(plain, start, ENDS[part] - start);
                start = ENDS[part];
                if (part == ENDS.length - 1) {
                    deflater.finish();
                }
                length += deflater.deflate(packed, length, packed.length - length, Deflater.SYNC_FLUSH);
            }
            return Arrays.copyOf(packed, length);
        } finally {
            deflater.end();
        }
    }

    /** As much as zlib makes of raw data, which may lack its end. */
    static byte[] inflated(byte[] packed) throws DataFormatException {
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(packed);
            byte[] plain = new byte[LENGTH + 1];
            return Arrays.copyOf(plain, inflater.inflate(plain));
        } finally {
            inflater.end();
        }
    }
}
