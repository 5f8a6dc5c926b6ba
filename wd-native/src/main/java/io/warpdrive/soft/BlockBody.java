// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.soft;

import java.nio.ByteBuffer;

/**
 * Decodes what is coded with Huffman codes, one symbol at a time and no bit further than zlib would: the last few
 * symbols of a piece of input, which a fast decoder holds back because it looks at more bits than one symbol has, and data
 * that it found invalid, for what is good before and for what zlib says about it (inflate.c, states LEN to MATCH).
 */
final class BlockBody {
    /** As many bits as may be left when another byte is loaded. */
    private static final int LOADABLE = 56;

    /** What stops decoding. */
    enum End {
        /** The end of the block. */
        BLOCK,
        /** The input: what is left of it is the beginning of a symbol. */
        INPUT,
        /** The output's limit. */
        OUTPUT,
        BAD_LITERAL_OR_LENGTH,
        BAD_DISTANCE,
        /** A match that begins before the first byte of output. */
        TOO_FAR
    }

    private ByteBuffer input;
    private int inputPosition;
    private int inputLimit;
    private long hold;
    private int held;
    private ByteBuffer output;
    private int outputStart;
    private int outputPosition;

    /**
     * Sets where symbols come from.
     *
     * @param hold bits that come before the input, the first one lowest
     * @param held how many, up to 64
     */
    void input(long hold, int held, ByteBuffer input, int position, int limit) {
        this.hold = hold;
        this.held = held;
        this.input = input;
        this.inputPosition = position;
        this.inputLimit = limit;
    }

    /** Sets where output goes: to {@code position}, referring back as far as {@code start}. */
    void output(ByteBuffer output, int start, int position) {
        this.output = output;
        this.outputStart = start;
        this.outputPosition = position;
    }

    /** Decodes until something stops it. A match may go beyond {@code outputLimit}, by less than its longest. */
    End decode(HuffmanCode literals, HuffmanCode distances, int outputLimit) {
        while (outputPosition < outputLimit) {
            load();
            int decoded = literals.decode(hold, held);
            if (decoded == HuffmanCode.UNDECIDED) {
                return End.INPUT;
            }
            if (decoded == HuffmanCode.NO_CODE) {
                drop(1);
                return End.BAD_LITERAL_OR_LENGTH;
            }
            int symbol = HuffmanCode.symbol(decoded);
            int used = HuffmanCode.length(decoded);
            if (symbol < DeflateFormat.END_OF_BLOCK) {
                output.put(outputPosition++, (byte) symbol);
                drop(used);
            } else if (symbol == DeflateFormat.END_OF_BLOCK) {
                drop(used);
                return End.BLOCK;
            } else if (symbol >= DeflateFormat.USED_LITERAL_CODES) {
                drop(used);
                return End.BAD_LITERAL_OR_LENGTH;
            } else {
                End end = decodeMatch(symbol, used, distances);
                if (end != End.OUTPUT) {
                    return end;
                }
            }
        }
        return End.OUTPUT;
    }

    /** {@link End#OUTPUT} means there is some: a match has been copied. At most 48 bits, so they are all held. */
    private End decodeMatch(int lengthSymbol, int used, HuffmanCode distances) {
        int lengthBits = DeflateFormat.lengthExtraBits(lengthSymbol);
        if (held < used + lengthBits) {
            return End.INPUT;
        }
        int length = DeflateFormat.lengthBase(lengthSymbol) + bits(used, lengthBits);
        used += lengthBits;
        int decoded = distances.decode(hold >>> used, held - used);
        if (decoded == HuffmanCode.UNDECIDED) {
            return End.INPUT;
        }
        if (decoded == HuffmanCode.NO_CODE) {
            drop(used + 1);
            return End.BAD_DISTANCE;
        }
        used += HuffmanCode.length(decoded);
        int symbol = HuffmanCode.symbol(decoded);
        if (symbol >= DeflateFormat.USED_DISTANCE_CODES) {
            drop(used);
            return End.BAD_DISTANCE;
        }
        int distanceBits = DeflateFormat.distanceExtraBits(symbol);
        if (held < used + distanceBits) {
            return End.INPUT;
        }
        int distance = DeflateFormat.distanceBase(symbol) + bits(used, distanceBits);
        drop(used + distanceBits);
        if (distance > outputPosition - outputStart) {
            return End.TOO_FAR;
        }
        for (int i = 0; i < length; i++, outputPosition++) {
            output.put(outputPosition, output.get(outputPosition - distance));
        }
        return End.OUTPUT;
    }

    private int bits(int from, int count) {
        return (int) (hold >>> from) & ((1 << count) - 1);
    }

    private void load() {
        while (held <= LOADABLE && inputPosition < inputLimit) {
            hold |= (input.get(inputPosition++) & 0xffL) << held;
            held += Byte.SIZE;
        }
    }

    private void drop(int bits) {
        hold >>>= bits;
        held -= bits;
    }

    /** Bits that were taken from the input and not used. */
    long hold() {
        return hold;
    }

    int held() {
        return held;
    }

    int inputPosition() {
        return inputPosition;
    }

    int outputPosition() {
        return outputPosition;
    }
}
