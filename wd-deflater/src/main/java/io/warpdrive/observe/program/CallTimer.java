// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.observe.program;

import io.warpdrive.observe.trial.ProcessTime;
import io.warpdrive.observe.trial.ThreadTime;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.LongAdder;

/**
 * What the calls of one object take. A clock on the wall is cheap but runs on while a thread waits for a processor; the
 * thread's own processor time takes a microsecond to ask for. So that is asked for in calls that are long, as far as the
 * call before tells, and in one short call of 64; the share of short calls' time that is processor time stands for all of
 * them. Not safe for use by several threads.
 */
final class CallTimer {
    private static final long LONG_NANOS = 100_000;
    private static final int SELDOM = 64;
    /** So much is told before a stream is over. */
    private static final long MUCH_NANOS = 5_000_000;

    /** Of the short calls of all objects that were timed both ways. */
    private static final LongAdder SHORT_WALL = new LongAdder();

    private static final LongAdder SHORT_PROCESSOR = new LongAdder();

    /** Of the first call of an object nothing is known but its input: with so much it is long. */
    private static final int LONG_BYTES = 4096;

    /** Negative: no call yet. */
    private long lastWall = -1;

    private boolean isLong;
    private long began;
    /** 0 unless this call is timed both ways. */
    private long processorBegan;

    /** Not yet told: processor time of long calls, and time on the wall of short ones. */
    private long processor;

    private long wall;

    /** @param bytes of input at hand */
    void begin(int bytes) {
        isLong = lastWall < 0 ? bytes >= LONG_BYTES : lastWall > LONG_NANOS;
        boolean both =
                ThreadTime.isKnown() && (isLong || ThreadLocalRandom.current().nextInt(SELDOM) == 0);
        processorBegan = both ? ThreadTime.nanos() : 0;
        began = System.nanoTime();
    }

    void end() {
        lastWall = System.nanoTime() - began;
        if (processorBegan == 0) {
            wall += lastWall;
            return;
        }
        long spent = Math.min(ThreadTime.nanos() - processorBegan, lastWall);
        if (isLong) {
            processor += spent;
        } else {
            wall += lastWall;
            SHORT_WALL.add(lastWall);
            SHORT_PROCESSOR.add(spent);
        }
    }

    /** What took a time that somebody else has measured. */
    void add(long wallNanos) {
        wall += wallNanos;
    }

    boolean isWorthTelling() {
        return processor + wall > MUCH_NANOS;
    }

    /** The time that has not been told, together with what went through in it; begins anew. */
    Account take(long streams, long in, long out) {
        Account taken = new Account(streams, in, out, processor, wall);
        processor = 0;
        wall = 0;
        return taken;
    }

    /** The share of short calls' time that is processor time, 0 to 1. */
    static double processorShare() {
        long both = SHORT_WALL.sum();
        return both == 0 ? ProcessTime.share() : (double) SHORT_PROCESSOR.sum() / both;
    }
}
