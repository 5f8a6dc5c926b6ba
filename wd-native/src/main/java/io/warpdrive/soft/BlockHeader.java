// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.soft;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Reads the header of a block of raw DEFLATE data (RFC 1951, 3.2.3 to 3.2.7) and finds wrong what zlib finds wrong, in
 * zlib's order, in zlib's words and after as many bits (inflate.c, states TYPE to CODELENS; inftrees.c).
 */
final class BlockHeader {
    /** The most bytes a header can have: 14 + 3 bits, 19 lengths of 3 bits, and 316 lengths of at most 7 bits. */
    static final int MAX_BYTES = 288;

    private static final int CODE_LENGTH_BITS = 7;
    /** Entries of the table: bits 0 to 3 and 4 to 6. */
    private static final int CODE_BITS = 15;

    private static final int EXTRA_SHIFT = 4;
    private static final int EXTRA_BITS = 7;
    /** What {@link #peek} gives at the least. */
    private static final int PEEKED = 57;

    private static final byte[] FIXED_LENGTHS = DeflateFormat.fixedLengths();
    private static final HuffmanCode FIXED_LITERALS = new HuffmanCode();
    private static final HuffmanCode FIXED_DISTANCES = new HuffmanCode();

    static {
        FIXED_LITERALS.set(FIXED_LENGTHS, 0, DeflateFormat.LITERAL_CODES);
        FIXED_LITERALS.order();
        FIXED_DISTANCES.set(FIXED_LENGTHS, DeflateFormat.LITERAL_CODES, DeflateFormat.DISTANCE_CODES);
        FIXED_DISTANCES.order();
    }

    /** How reading ended. */
    enum Outcome {
        COMPLETE,
        /** The data ends before the header, and is right so far. */
        INCOMPLETE,
        INVALID
    }

    /** BTYPE. */
    enum Type {
        STORED,
        FIXED,
        DYNAMIC
    }

    private final byte[] lengths = new byte[DeflateFormat.LITERAL_CODES + DeflateFormat.DISTANCE_CODES];
    private final byte[] codeLengths = new byte[DeflateFormat.codeLengthCodes()];
    private final int[] codeLengthTable = new int[1 << CODE_LENGTH_BITS];
    /** By length, of literals and distances together. */
    private final int[] counts = new int[DeflateFormat.MAX_CODE_LENGTH + 1];

    private final int[] nextCode = new int[CODE_LENGTH_BITS + 1];
    private final HuffmanCode codeLengthCode = new HuffmanCode();
    private final HuffmanCode literals = new HuffmanCode();
    private final HuffmanCode distances = new HuffmanCode();

    private ByteBuffer data;
    private long position;
    private long limit;
    private boolean last;
    private Type type = Type.STORED;
    private int storedLength;
    private String message = "";

    /**
     * Reads a header. Whatever lies behind the limit does not count, but 8 bytes must be readable there.
     *
     * @param data little-endian
     * @param start the header's first bit, counted from the buffer's beginning
     * @param limit the first bit that is not there yet
     */
    Outcome read(ByteBuffer data, long start, long limit) {
        this.data = data;
        this.position = start;
        this.limit = limit;
        if (!has(3)) {
            return Outcome.INCOMPLETE;
        }
        int bits = (int) peek();
        position += 3;
        last = (bits & 1) != 0;
        return switch (bits >>> 1 & 3) {
            case 0 -> readStored();
            case 1 -> readFixed();
            case 2 -> readDynamic();
            default -> invalid("invalid block type");
        };
    }

    private Outcome readStored() {
        type = Type.STORED;
        position = (position + 7) & ~7L;
        if (!has(32)) {
            return Outcome.INCOMPLETE;
        }
        int bits = (int) peek();
        position += 32;
        storedLength = bits & 0xffff;
        return storedLength == (~bits >>> 16) ? Outcome.COMPLETE : invalid("invalid stored block lengths");
    }

    private Outcome readFixed() {
        type = Type.FIXED;
        return Outcome.COMPLETE;
    }

    private Outcome readDynamic() {
        type = Type.DYNAMIC;
        if (!has(14)) {
            return Outcome.INCOMPLETE;
        }
        int bits = (int) peek();
        position += 14;
        int literalCount = (bits & 31) + 257;
        int distanceCount = (bits >>> 5 & 31) + 1;
        int codeLengthCount = (bits >>> 10 & 15) + 4;
        if (literalCount > DeflateFormat.USED_LITERAL_CODES || distanceCount > DeflateFormat.USED_DISTANCE_CODES) {
            return invalid("too many length or distance symbols");
        }
        Outcome outcome = readCodeLengthCode(codeLengthCount);
        if (outcome == Outcome.COMPLETE) {
            outcome = readLengths(literalCount + distanceCount);
        }
        if (outcome == Outcome.COMPLETE) {
            outcome = check(literalCount, distanceCount);
        }
        return outcome;
    }

    private Outcome readCodeLengthCode(int codes) {
        if (!has(3 * codes)) {
            return Outcome.INCOMPLETE;
        }
        long bits = peek();
        position += 3L * codes;
        Arrays.fill(codeLengths, (byte) 0);
        for (int i = 0; i < codes; i++) {
            codeLengths[DeflateFormat.codeLengthSymbol(i)] = (byte) (bits & 7);
            bits >>>= 3;
        }
        codeLengthCode.set(codeLengths, 0, codeLengths.length);
        // zlib lets no code at all pass, and takes each bit for a length of 0 then
        if (!codeLengthCode.isComplete() && !codeLengthCode.isEmpty()) {
            return invalid("invalid code lengths set");
        }
        buildCodeLengthTable();
        return Outcome.COMPLETE;
    }

    /** Entries are the bits of the code, those of the number that follows it and, from bit 8, the symbol. */
    private void buildCodeLengthTable() {
        if (codeLengthCode.isEmpty()) {
            Arrays.fill(codeLengthTable, 1);
            return;
        }
        codeLengthCode.firstCodes(nextCode);
        for (int symbol = 0; symbol < codeLengths.length; symbol++) {
            int length = codeLengths[symbol];
            if (length > 0) {
                int extra = symbol < 16 ? 0 : symbol == 16 ? 2 : symbol == 17 ? 3 : 7;
                int entry = length | extra << EXTRA_SHIFT | symbol << 8;
                int reversed = Integer.reverse(nextCode[length]++) >>> (32 - length);
                for (int i = reversed; i < codeLengthTable.length; i += 1 << length) {
                    codeLengthTable[i] = entry;
                }
            }
        }
    }

    /** Codes 0 to 15 are lengths, 16 repeats the last one, 17 and 18 repeat zero. */
    private Outcome readLengths(int codes) {
        final byte[] to = lengths;
        final int[] table = codeLengthTable;
        Arrays.fill(counts, 0);
        long at = position;
        long bits = 0;
        int held = 0;
        int read = 0;
        while (read < codes) {
            if (held < 2 * CODE_LENGTH_BITS) {
                bits = data.getLong((int) (at >>> 3)) >>> (at & 7);
                held = PEEKED;
            }
            int entry = table[(int) bits & (table.length - 1)];
            int symbol = entry >>> 8;
            int code = entry & CODE_BITS;
            int extra = entry >>> EXTRA_SHIFT & EXTRA_BITS;
            int used = code + extra;
            at += used;
            if (at > limit) {
                return Outcome.INCOMPLETE;
            }
            int repeat = 1;
            if (symbol < 16) {
                to[read] = (byte) symbol;
            } else {
                position = at;
                repeat = (symbol == 18 ? 11 : 3) + ((int) (bits >>> code) & ((1 << extra) - 1));
                if (read + repeat > codes || (symbol == 16 && read == 0)) {
                    return invalid("invalid bit length repeat");
                }
                symbol = symbol == 16 ? to[read - 1] : 0;
                Arrays.fill(to, read, read + repeat, (byte) symbol);
            }
            counts[symbol] += repeat;
            read += repeat;
            bits >>>= used;
            held -= used;
        }
        position = at;
        return Outcome.COMPLETE;
    }

    private Outcome check(int literalCount, int distanceCount) {
        if (lengths[DeflateFormat.END_OF_BLOCK] == 0) {
            return invalid("invalid code -- missing end-of-block");
        }
        distances.set(lengths, literalCount, distanceCount);
        distances.subtractFrom(counts);
        literals.set(lengths, 0, literalCount, counts);
        if (!literals.isUsable()) {
            return invalid("invalid literal/lengths set");
        }
        return distances.isUsable() ? Outcome.COMPLETE : invalid("invalid distances set");
    }

    private Outcome invalid(String message) {
        this.message = message;
        return Outcome.INVALID;
    }

    private boolean has(int bits) {
        return position + bits <= limit;
    }

    /** At least 57 bits from the position on. */
    private long peek() {
        return data.getLong((int) (position >>> 3)) >>> (position & 7);
    }

    /** BFINAL. */
    boolean isLast() {
        return last;
    }

    Type type() {
        return type;
    }

    /** LEN of a stored block. */
    int storedLength() {
        return storedLength;
    }

    /** Of literals, the end of the block and lengths; of a block that is not stored. */
    HuffmanCode literals() {
        return type == Type.FIXED ? FIXED_LITERALS : literals;
    }

    HuffmanCode distances() {
        return type == Type.FIXED ? FIXED_DISTANCES : distances;
    }

    /** The first bit behind the header, or behind what zlib has to see to find it invalid. */
    long end() {
        return position;
    }

    /** Zlib's words when it is invalid. */
    String message() {
        return message;
    }
}
