// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.emulator;

import io.warpdrive.hisi.protocol.Sqe;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Random;

/**
 * For tests: draws submission entries. Every field is right often enough for the whole to be right sometimes; addresses
 * are mostly in an arena, some around it and some anywhere.
 */
public final class Nonsense {
    private final Random random;
    private final long base;
    private final int arena;
    private final ByteBuffer entry = ByteBuffer.allocateDirect(Sqe.SIZE).order(ByteOrder.LITTLE_ENDIAN);

    public Nonsense(long base, int arena, long seed) {
        this.base = base;
        this.arena = arena;
        this.random = new Random(seed);
    }

    /** The next entry; its input length is not zero. */
    public ByteBuffer next() {
        for (int dword = 0; dword < Sqe.SIZE; dword += Integer.BYTES) {
            entry.putInt(dword, random.nextInt(4) == 0 ? random.nextInt() : 0);
        }
        entry.putInt(Sqe.INPUT_LENGTH, length());
        entry.putInt(Sqe.OUTPUT_SPACE, random.nextInt(4) == 0 ? length() : 200 + random.nextInt(4000));
        entry.putInt(Sqe.CONTROL, oneIn(8) ? random.nextInt() : 0x30000000 | (random.nextInt() & 0x0e000000));
        entry.putInt(Sqe.KIND, oneIn(8) ? random.nextInt() : (random.nextInt(6) << 12) | 1);
        entry.putLong(Sqe.SOURCE, address());
        entry.putLong(Sqe.DESTINATION, address());
        entry.putLong(Sqe.STREAM_CONTEXT, address());
        return entry;
    }

    private boolean oneIn(int number) {
        return random.nextInt(number) == 0;
    }

    private int length() {
        if (oneIn(16)) {
            return random.nextInt() | 1;
        }
        return 1 + random.nextInt(oneIn(8) ? 2 * arena : 2000);
    }

    private long address() {
        if (oneIn(8)) {
            return random.nextLong();
        }
        return base + random.nextInt(arena) - (oneIn(8) ? arena / 2 : 0);
    }
}
