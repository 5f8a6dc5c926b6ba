// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.hisi.protocol;

/**
 * Doorbell words: one 64-bit store tells the device all.
 *
 * <pre>
 *   version 1, MMIO + 0x340              version 2 and later, MMIO + 0x1000
 *   [15:0] queue  [31:16] command        [9:0] queue  [15:12] command
 *   [47:32] index  [63:48] priority      [47:32] index  [63:48] priority
 * </pre>
 *
 * The submission and the completion queue share one address.
 */
public final class Doorbell {
    public static final int OFFSET_V1 = 0x340;
    public static final int OFFSET_V2 = 0x1000;

    /** Command: the index is the submission queue's new tail. */
    public static final int SUBMISSION = 0;
    /** Command: the index is the completion queue's new head; priority 1 asks for an interrupt at the next completion. */
    public static final int COMPLETION = 1;

    private static final int COMMAND_SHIFT_V1 = 16;
    private static final int COMMAND_SHIFT_V2 = 12;
    private static final int QUEUE_MASK_V2 = 0x3ff;
    private static final int INDEX_SHIFT = 32;
    private static final int PRIORITY_SHIFT = 48;

    private Doorbell() {}

    public static long v1(int queue, int command, int index, int priority) {
        return (queue & 0xffffL) | (long) command << COMMAND_SHIFT_V1 | index(index, priority);
    }

    public static long v2(int queue, int command, int index, int priority) {
        return (queue & QUEUE_MASK_V2) | (long) command << COMMAND_SHIFT_V2 | index(index, priority);
    }

    private static long index(int index, int priority) {
        return (index & 0xffffL) << INDEX_SHIFT | (long) priority << PRIORITY_SHIFT;
    }

    /** The command in a word of {@code api}'s layout. */
    public static int command(HisiApi api, long word) {
        return api.version() == 1
                ? (int) (word >>> COMMAND_SHIFT_V1) & 0xffff
                : (int) (word >>> COMMAND_SHIFT_V2) & 0xf;
    }

    public static int index(long word) {
        return (int) (word >>> INDEX_SHIFT) & 0xffff;
    }

    public static int priority(long word) {
        return (int) (word >>> PRIORITY_SHIFT);
    }
}
