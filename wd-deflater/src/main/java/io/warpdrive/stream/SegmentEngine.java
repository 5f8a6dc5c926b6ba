// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.stream;

import io.warpdrive.queue.DeflatePlan;
import io.warpdrive.route.DeflateService;
import java.nio.ByteBuffer;
import java.util.zip.Deflater;

/** Who compresses a stream's segments, the one being gathered and those after it, and how: a device, or zlib. */
final class SegmentEngine {
    private static final int FIRST_SLOW_LEVEL = 4;

    private enum Who {
        DEVICE,
        /** Only because segments are short: the first full one goes to the device again. */
        ZLIB_WHILE_SHORT,
        /** To the end of the stream: what zlib refers to no device knows of. */
        ZLIB
    }

    private DeflateService service;
    private DeflatePlan plan;
    private int level;
    private int strategy;
    private Who who = Who.DEVICE;
    /** Null when it is the device. */
    private ZlibSegments zlib;

    /** A stream begins. */
    void begin(DeflateService service, DeflatePlan plan, int level) {
        this.service = service;
        this.plan = plan;
        this.level = level;
        strategy = Deflater.DEFAULT_STRATEGY;
    }

    /** Bytes that still fit into the segment. */
    int room(GatheredInput input) {
        return Math.min(plan.blockSize(), input.capacity()) - input.filled();
    }

    /** Bytes before the next segment that it may refer to. */
    int keptHistory(GatheredInput input) {
        return Math.min(plan.historySize(), input.history() + input.filled());
    }

    /** A full segment is next; whether others may be compressed beside it. */
    boolean overlapsFull() {
        if (who == Who.ZLIB_WHILE_SHORT) {
            close();
        }
        return who == Who.DEVICE;
    }

    /** A segment that a flush has cut is next; it may be better left to zlib. */
    void expectFlush(GatheredInput input) {
        if (who == Who.DEVICE && input.filled() > 0 && service.isTooShort(plan, input.filled())) {
            goOverToZlib(Who.ZLIB_WHILE_SHORT, input);
        }
    }

    /** Has the segment compressed, see {@link DeflateSegment#submit}. */
    void submit(DeflateSegment segment, int flush, boolean now) {
        segment.submit(flush, plan.effort(), level, zlib, now);
    }

    /** Zlib does the rest, and may refer to a dictionary instead of what came before. */
    void setDictionary(GatheredInput input, ByteBuffer dictionary) {
        input.forgetHistory();
        goOverToZlib(Who.ZLIB, input);
        zlib.setDictionary(dictionary);
    }

    /** Whether what was gathered before a change has to be compressed as it was to be: zlib's deflateParams wants it so. */
    boolean isAnother(int newLevel, int newStrategy) {
        return newStrategy != strategy || method(newLevel) != method(level);
    }

    /** Zlib's levels go by three methods: stored, fast and slow (deflate.c, configuration_table). */
    private static int method(int level) {
        if (level == 0) {
            return 0;
        }
        return level > 0 && level < FIRST_SLOW_LEVEL ? 1 : 2;
    }

    /** Another level or strategy from the segment being gathered on. */
    void setParameters(int newLevel, int newStrategy, GatheredInput input) {
        level = newLevel;
        strategy = newStrategy;
        if (zlib != null) {
            zlib.setParameters(newLevel, newStrategy);
        }
        DeflatePlan next = service.plan(newLevel);
        if (next == null || newStrategy != Deflater.DEFAULT_STRATEGY) {
            goOverToZlib(Who.ZLIB, input);
        } else {
            plan = next;
        }
    }

    /** The segment being gathered included. */
    private void goOverToZlib(Who now, GatheredInput input) {
        if (zlib == null) {
            zlib = new ZlibSegments(level, strategy, input);
        }
        who = now;
    }

    /** The stream is over, or the device's again. */
    void close() {
        who = Who.DEVICE;
        if (zlib != null) {
            zlib.close();
            zlib = null;
        }
    }
}
