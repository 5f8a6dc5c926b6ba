// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.soft;

import static org.assertj.core.api.Assertions.assertThat;

import io.warpdrive.soft.BlockHeader.Outcome;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.junit.jupiter.api.Test;

/** Headers of blocks are right and wrong where zlib says so, in its words and after as many bytes. */
final class BlockHeaderTest {
    private static final Set<String> MESSAGES = Set.of(
            "invalid block type",
            "invalid stored block lengths",
            "too many length or distance symbols",
            "invalid code lengths set",
            "invalid bit length repeat",
            "invalid code -- missing end-of-block",
            "invalid literal/lengths set",
            "invalid distances set");

    private final BlockHeader header = new BlockHeader();

    /** Without it data that zlib refuses is decoded to something else, or refused in other words. */
    @Test
    void eachMistakeHasZlibsMessage() {
        Map<String, byte[]> headers = Map.of(
                "invalid block type", new BitWriter().number(7, 3).bytes(),
                "invalid stored block lengths",
                        new BitWriter().number(1, 8).number(5, 16).number(5, 16).bytes(),
                "too many length or distance symbols", dynamic(30, 0).bytes(),
                "invalid code lengths set", lengths(dynamic(0, 0), 1, 1, 1, 0).bytes(),
                "invalid bit length repeat",
                        lengths(dynamic(0, 0), 1, 1, 0, 0)
                                .code(0, 1)
                                .number(0, 2)
                                .bytes(),
                "invalid code -- missing end-of-block",
                        lengths(dynamic(0, 0), 0, 0, 0, 0).number(0, 30).bytes(),
                "invalid literal/lengths set", oneBitCodes(3, 2).bytes(),
                "invalid distances set", oneBitCodes(2, 3).bytes());
        headers.forEach((message, bytes) -> {
            byte[] padded = Arrays.copyOf(bytes, bytes.length + 400);
            assertThat(read(padded, padded.length)).as(message).isEqualTo(zlib(padded, padded.length));
        });
        Set<String> seen = new TreeSet<>();
        headers.values().forEach(bytes -> {
            byte[] padded = Arrays.copyOf(bytes, bytes.length + 400);
            seen.add(read(padded, padded.length).replaceAll(" after .*", ""));
        });
        assertThat(seen).isEqualTo(new TreeSet<>(MESSAGES));
    }

    /** HLIT and HDIST of a last block with dynamic codes. */
    private static BitWriter dynamic(int literals, int distances) {
        return new BitWriter().number(5, 3).number(literals, 5).number(distances, 5);
    }

    /** HCLEN 0: lengths of the codes 16, 17, 18 and 0. */
    private static BitWriter lengths(BitWriter header, int sixteen, int seventeen, int eighteen, int zero) {
        return header.number(0, 4)
                .number(sixteen, 3)
                .number(seventeen, 3)
                .number(eighteen, 3)
                .number(zero, 3);
    }

    /** The first literals have no codes, the last ones, with the end of the block, and the first distances one bit. */
    private static BitWriter oneBitCodes(int literals, int distances) {
        BitWriter header = dynamic(0, distances - 1).number(14, 4);
        int[] order = {16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1};
        for (int symbol : order) {
            header.number(symbol == 0 ? 1 : symbol == 1 || symbol == 18 ? 2 : 0, 3);
        }
        // so 0 is the length 0, 10 the length 1 and 11 a run of zeros
        header.code(3, 2).number(138 - 11, 7).code(3, 2).number(257 - literals - 138 - 11, 7);
        for (int i = 0; i < literals + distances; i++) {
            header.code(2, 2);
        }
        return header;
    }

    /** Without it some header that nobody thought of is accepted, refused, or waited for too long. */
    @Test
    void anyHeaderIsReadAsZlibReadsIt() {
        SplittableRandom random = new SplittableRandom(1);
        Set<String> seen = new TreeSet<>();
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = random.nextBoolean() ? randomHeader(random) : damagedHeader(random);
            int length = random.nextInt(4) == 0 ? random.nextInt(bytes.length) : bytes.length;
            String outcome = read(bytes, length);
            String expected = zlib(bytes, length);
            if (MESSAGES.stream().anyMatch(expected::startsWith) || !outcome.equals("fine")) {
                assertThat(outcome).as("header %d, %d bytes", i, length).isEqualTo(expected);
            }
            seen.add(outcome.replaceAll(" after .*", ""));
        }
        assertThat(seen).containsAll(MESSAGES).contains("fine");
    }

    /** Code lengths of codes that are complete, or nearly, so that errors come late and early. */
    private static byte[] randomHeader(SplittableRandom random) {
        BitWriter out = new BitWriter();
        int type = random.nextInt(8) == 0 ? random.nextInt(4) : 2;
        out.number(1, 1).number(type, 2);
        if (type == 2) {
            out.number(random.nextInt(31), 5).number(random.nextInt(31), 5).number(14, 4);
            int[][] sets = {{4, 4, 4, 4}, {0, 0, 0, 0}, {4, 4, 4, 5}, {3, 4, 4, 5}};
            int[] set = sets[random.nextInt(12) == 0 ? random.nextInt(sets.length) : 0];
            for (int i = 0; i < 18; i++) {
                boolean coded = i < 4 || (i != 10 && i != 12);
                out.number(i < 4 ? set[i] : coded && set[0] != 0 ? 4 : 0, 3);
            }
        }
        int skew = random.nextInt(4);
        for (int i = 0; i < 400; i++) {
            // with the codes in order of their symbols, high numbers mean long codes and repetitions
            out.code(Math.max(random.nextInt(16), skew == 0 ? 0 : random.nextInt(16)), 4);
        }
        return out.bytes();
    }

    /** A block that zlib made, with a few bits changed: BFINAL stays, so that there is no other header. */
    private static byte[] damagedHeader(SplittableRandom random) {
        byte[] text = new byte[400];
        int letters = 1 + random.nextInt(120);
        for (int i = 0; i < text.length; i++) {
            text[i] = (byte) random.nextInt(1 + random.nextInt(letters));
        }
        Deflater deflater = new Deflater(9, true);
        deflater.setInput(text);
        deflater.finish();
        byte[] block = new byte[1000];
        int length = deflater.deflate(block);
        deflater.end();
        for (int flips = random.nextInt(4); flips > 0; flips--) {
            int bit = 1 + random.nextInt(Math.min(8 * length, 600) - 1);
            block[bit / 8] ^= (byte) (1 << bit % 8);
        }
        return Arrays.copyOf(block, length);
    }

    private String read(byte[] bytes, int length) {
        ByteBuffer data = ByteBuffer.allocate(length + 1 + Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        data.put(1, bytes, 0, length);
        Outcome outcome = header.read(data, 8, 8 + 8L * length);
        return switch (outcome) {
            case COMPLETE -> "fine";
            case INCOMPLETE -> "unfinished";
            case INVALID -> header.message() + " after " + (header.end() - 8 + 7) / 8;
        };
    }

    private static String zlib(byte[] bytes, int length) {
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(bytes, 0, length);
            inflater.inflate(new byte[100_000]);
            return inflater.getBytesRead() < length ? "fine" : "unfinished";
        } catch (DataFormatException e) {
            return e.getMessage() + " after " + inflater.getBytesRead();
        } finally {
            inflater.end();
        }
    }
}
