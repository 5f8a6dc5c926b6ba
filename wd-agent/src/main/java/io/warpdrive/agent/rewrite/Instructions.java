// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.agent.rewrite;

import java.nio.ByteBuffer;

/** Instructions of the JVM (its specification, chapter 6), as far as one has to know them to get from one to the next. */
final class Instructions {
    private static final int FIRST_CONSTANT = 0x02; // iconst_m1
    private static final int LAST_CONSTANT = 0x08;
    private static final int BIPUSH = 0x10;
    private static final int SIPUSH = 0x11;
    private static final int ILOAD = 0x15;
    private static final int FIRST_ILOAD = 0x1a;
    private static final int LAST_ILOAD = 0x1d;
    private static final int IINC = 0x84;
    private static final int TABLESWITCH = 0xaa;
    private static final int LOOKUPSWITCH = 0xab;
    private static final int WIDE = 0xc4;

    /** Lengths by opcode; 0: not always as long, or none. */
    private static final String LENGTHS = "1111111111111111" // 00 nop
            + "2323322222111111" // 10 bipush
            + "1111111111111111" // 20
            + "1111112222211111" // 30
            + "1111111111111111" // 40
            + "1111111111111111" // 50
            + "1111111111111111" // 60
            + "1111111111111111" // 70
            + "1111311111111111" // 80
            + "1111111113333333" // 90
            + "3333333332001111" // a0
            + "1133333335532311" // b0
            + "3311043355000000"; // c0

    private Instructions() {}

    /** Whether it pushes an int that was there before. */
    static boolean pushesInt(int opcode) {
        return (opcode >= FIRST_CONSTANT && opcode <= LAST_CONSTANT)
                || opcode == BIPUSH
                || opcode == SIPUSH
                || opcode == ILOAD
                || (opcode >= FIRST_ILOAD && opcode <= LAST_ILOAD);
    }

    /**
     * The length of an instruction, which is positive.
     *
     * @param at where it is
     * @param code where the method's code begins: tables are aligned to it
     * @throws IllegalArgumentException if it is of an unknown kind or a table of less than nothing
     */
    static int length(ByteBuffer file, int at, int code) {
        int opcode = file.get(at) & 0xff;
        int length = opcode < LENGTHS.length() ? LENGTHS.charAt(opcode) - '0' : 0;
        int table = at + 4 - ((at - code) & 3);
        if (opcode == TABLESWITCH) {
            length = table + 12 + 4 * (file.getInt(table + 8) - file.getInt(table + 4) + 1) - at;
        } else if (opcode == LOOKUPSWITCH) {
            length = table + 8 + 8 * file.getInt(table + 4) - at;
        } else if (opcode == WIDE) {
            length = (file.get(at + 1) & 0xff) == IINC ? 6 : 4;
        }
        if (length <= 0) {
            throw new IllegalArgumentException("instruction of an unknown kind " + opcode);
        }
        return length;
    }
}
