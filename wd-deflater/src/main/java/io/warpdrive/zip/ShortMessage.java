// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.zip;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.zip.Adler32;

/**
 * Inflates, in Java, messages that it costs more to hand over than to inflate: all of the message is in the input, and its
 * blocks are stored ones, of any length, or short ones of fixed codes (RFC 1951, 3.2.4 and 3.2.6).
 *
 * <p>Nothing is decided here. A message that is anything else, or not right in every bit, is left alone; whoever inflates
 * it then from its beginning writes the same bytes over those that have been written.
 *
 * <p>Not safe for use by several threads at once.
 */
final class ShortMessage {
    /** Bytes of input beyond which zlib is faster with fixed codes. */
    private static final int LONGEST_CODED = 512;

    private static final int TRAILER = 4;
    /** Bits of the longest literal or length code; those of distances are all as long as one another. */
    private static final int CODE_BITS = 9;

    private static final int DISTANCE_BITS = 5;
    /** As many bits as a length and a distance have at most, and fewer than can be held before a byte is added. */
    private static final int WANTED = 48;

    /** Bits of a length and a distance with their extra bits, at most. */
    private static final int LONGEST_PAIR = CODE_BITS + 5 + DISTANCE_BITS + 13;

    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /** Entries: bits 0 to 3 the length of the code, 4 to 7 the number of extra bits, 8 and 9 the kind, from 16 the value. */
    private static final int LITERAL = 1 << 8;

    private static final int END = 2 << 8;
    private static final int MATCH = 3 << 8;
    private static final int KIND = 3 << 8;
    private static final int EXTRA_SHIFT = 4;
    private static final int VALUE_SHIFT = 16;
    private static final int NIBBLE = 15;

    /** By the next bits; 0 where there is no such symbol. */
    private static final int[] CODES = new int[1 << CODE_BITS];

    private static final int[] DISTANCES = new int[1 << DISTANCE_BITS];

    private byte[] in;
    private int position;
    private int limit;
    private long hold;
    private int held;
    private byte[] out;
    private int outStart;
    private int outPosition;
    private int outLimit;

    private int bytesRead;
    private int bytesWritten;
    private int adler;

    static {
        // in the order of the codes of each length
        fill(0, 7, 256, 280);
        fill(0x30, 8, 0, 144);
        fill(0xc0, 8, 280, 288);
        fill(0x190, 9, 144, 256);
        int base = 1;
        for (int symbol = 0; symbol < 30; symbol++) {
            int extra = symbol < 2 ? 0 : symbol / 2 - 1;
            DISTANCES[reversed(symbol, DISTANCE_BITS)] =
                    base << VALUE_SHIFT | MATCH | extra << EXTRA_SHIFT | DISTANCE_BITS;
            base += 1 << extra;
        }
    }

    private static void fill(int firstCode, int length, int firstSymbol, int endSymbol) {
        for (int symbol = firstSymbol; symbol < endSymbol; symbol++) {
            int reversed = reversed(firstCode + symbol - firstSymbol, length);
            for (int i = reversed; i < CODES.length; i += 1 << length) {
                CODES[i] = entry(symbol) | length;
            }
        }
    }

    private static int reversed(int code, int length) {
        return Integer.reverse(code) >>> (Integer.SIZE - length);
    }

    private static int entry(int symbol) {
        if (symbol < 256) {
            return symbol << VALUE_SHIFT | LITERAL;
        }
        if (symbol == 256) {
            return END;
        }
        if (symbol > 285) {
            return 0;
        }
        int code = symbol - 257;
        if (code == 28) {
            return 258 << VALUE_SHIFT | MATCH;
        }
        int extra = code < 8 ? 0 : code / 4 - 1;
        int base = code < 8 ? 3 + code : 3 + ((4 + code % 4) << extra);
        return base << VALUE_SHIFT | MATCH | extra << EXTRA_SHIFT;
    }

    /**
     * Inflates all of the input's message, and uses that input up.
     *
     * @return false if this is not the message for it
     */
    boolean inflate(InputCursor input, boolean wrapped, byte[] output, int off, int len) {
        if (!input.isArray() || (wrapped && !input.hasPlainHeader())) {
            return false;
        }
        int start = input.position();
        if (output == input.array() && off < input.limit() && start < off + len) {
            // what turns out not to be for it must still be there to be read again
            return false;
        }
        int header = wrapped ? InputCursor.HEADER : 0;
        if (input.remaining() <= header || input.blockType(header) == InputCursor.DYNAMIC) {
            return false;
        }
        in = input.array();
        position = start + header;
        limit = input.limit();
        out = output;
        outStart = off;
        outPosition = off;
        outLimit = off + len;
        boolean done = readBlocks() && (!wrapped || readTrailer());
        in = null;
        out = null;
        if (done) {
            bytesRead = position - start;
            bytesWritten = outPosition - off;
            input.advance(bytesRead);
        }
        return done;
    }

    private boolean readBlocks() {
        boolean coded = limit - position <= LONGEST_CODED;
        hold = 0;
        held = 0;
        boolean last;
        do {
            load();
            if (held < 3) {
                return false;
            }
            last = (hold & 1) != 0;
            int type = (int) hold >>> 1 & 3;
            drop(3);
            boolean good = type == 0 ? copyStored() : type == 1 && coded && decode();
            if (!good) {
                return false;
            }
        } while (!last);
        position -= held / Byte.SIZE;
        return true;
    }

    private void load() {
        while (held < WANTED && position < limit) {
            hold |= (in[position++] & 0xffL) << held;
            held += Byte.SIZE;
        }
    }

    private void drop(int bits) {
        hold >>>= bits;
        held -= bits;
    }

    private boolean copyStored() {
        drop(held % Byte.SIZE);
        load();
        if (held < Integer.SIZE) {
            return false;
        }
        int lengths = (int) hold;
        int length = lengths & 0xffff;
        position -= held / Byte.SIZE - Integer.BYTES;
        hold = 0;
        held = 0;
        if (length != (~lengths >>> 16) || length > limit - position || length > outLimit - outPosition) {
            return false;
        }
        System.arraycopy(in, position, out, outPosition, length);
        position += length;
        outPosition += length;
        return true;
    }

    /** The codes of a block. Works on copies of the fields: the compiler keeps those in registers. */
    private boolean decode() {
        byte[] plain = out;
        long bits = hold;
        int count = held;
        int at = outPosition;
        while (true) {
            if (count < LONGEST_PAIR) {
                if (limit - position >= Long.BYTES) {
                    // as many whole bytes as there is room for; what is beyond them comes again and changes nothing
                    bits |= (long) WORD.get(in, position) << count;
                    position += (Long.SIZE - 1 - count) / Byte.SIZE;
                    count |= Long.SIZE - Byte.SIZE;
                } else {
                    for (; count < WANTED && position < limit; count += Byte.SIZE) {
                        bits |= (in[position++] & 0xffL) << count;
                    }
                }
            }
            int entry = CODES[(int) bits & (CODES.length - 1)];
            bits >>>= entry & NIBBLE;
            count -= entry & NIBBLE;
            if ((entry & KIND) == LITERAL && count >= 0 && at < outLimit) {
                plain[at++] = (byte) (entry >>> VALUE_SHIFT);
                continue;
            }
            hold = bits;
            held = count;
            outPosition = at;
            if ((entry & KIND) != MATCH || !copyMatch(value(entry))) {
                return (entry & KIND) == END && count >= 0;
            }
            bits = hold;
            count = held;
            at = outPosition;
        }
    }

    /** The value of an entry, with the extra bits that follow its code. */
    private int value(int entry) {
        int extra = entry >>> EXTRA_SHIFT & NIBBLE;
        int value = (entry >>> VALUE_SHIFT) + ((int) hold & ((1 << extra) - 1));
        drop(extra);
        return value;
    }

    private boolean copyMatch(int length) {
        int entry = DISTANCES[(int) hold & (DISTANCES.length - 1)];
        drop(entry & NIBBLE);
        int distance = value(entry);
        if (entry == 0 || held < 0 || distance > outPosition - outStart || length > outLimit - outPosition) {
            return false;
        }
        byte[] plain = out;
        int at = outPosition;
        for (int end = at + length; at < end; at++) {
            plain[at] = plain[at - distance];
        }
        outPosition = at;
        return true;
    }

    /** RFC 1950: Adler-32 of the output, high byte first. */
    private boolean readTrailer() {
        if (limit - position < TRAILER) {
            return false;
        }
        int trailer = 0;
        for (int i = 0; i < TRAILER; i++) {
            trailer = trailer << Byte.SIZE | (in[position++] & 0xff);
        }
        Adler32 sum = new Adler32();
        sum.update(out, outStart, outPosition - outStart);
        adler = (int) sum.getValue();
        return trailer == adler;
    }

    /** Of the last message. */
    int bytesRead() {
        return bytesRead;
    }

    int bytesWritten() {
        return bytesWritten;
    }

    /** Only of a wrapped message. */
    int adler() {
        return adler;
    }
}
