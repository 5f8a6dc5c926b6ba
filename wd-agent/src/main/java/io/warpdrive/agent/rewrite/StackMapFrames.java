// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.agent.rewrite;

import java.nio.ByteBuffer;

/** Where the frames of a StackMapTable are (JVM specification, section 4.7.4). */
final class StackMapFrames {
    private static final int LAST_SAME = 63;
    private static final int LAST_SAME_ONE_ITEM = 127;
    private static final int SAME_ONE_ITEM_EXTENDED = 247;
    private static final int SAME_EXTENDED = 251;
    private static final int FULL = 255;
    /** The kinds of values that have an index or an offset. */
    private static final int OBJECT = 7;

    private static final int UNINITIALIZED = 8;

    private final ByteBuffer file;
    private int at;
    private int left;
    private int offset = -1;

    /** @param at where number_of_entries is */
    StackMapFrames(ByteBuffer file, int at) {
        this.file = file;
        this.at = at;
        this.left = unsignedShort();
    }

    /** Goes to the next one; false if there is none. */
    boolean next() {
        if (left-- == 0) {
            return false;
        }
        int type = file.get(at++) & 0xff;
        if (type <= LAST_SAME_ONE_ITEM) {
            offset += 1 + (type & LAST_SAME);
            skipValues(type > LAST_SAME ? 1 : 0);
        } else if (type < SAME_ONE_ITEM_EXTENDED) {
            throw new IllegalArgumentException("frame of an unknown kind " + type);
        } else {
            offset += 1 + unsignedShort();
            if (type == FULL) {
                skipValues(unsignedShort());
                skipValues(unsignedShort());
            } else if (type == SAME_ONE_ITEM_EXTENDED) {
                skipValues(1);
            } else {
                // 248 to 250 take values away, 252 to 254 append some
                skipValues(Math.max(type - SAME_EXTENDED, 0));
            }
        }
        return true;
    }

    /** Where it is in the code. */
    int offset() {
        return offset;
    }

    private void skipValues(int count) {
        for (int i = 0; i < count; i++) {
            int kind = file.get(at);
            at += kind == OBJECT || kind == UNINITIALIZED ? 3 : 1;
        }
    }

    private int unsignedShort() {
        int value = file.getShort(at) & 0xffff;
        at += 2;
        return value;
    }
}
