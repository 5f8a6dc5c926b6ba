// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.route;

import io.warpdrive.queue.WdMemory;
import io.warpdrive.queue.WdQueue;
import java.nio.ByteBuffer;
import java.util.zip.Adler32;

/**
 * The running Adler-32 of a stream in off-heap memory: the device's own if it has one.
 *
 * <p>A program calls the JDK's once a block, too seldom for its intrinsic to be compiled: until then it is zlib's, which takes
 * a sixth of the time of level 1.
 */
final class AdlerSum {
    private final WdQueue queue;
    private final boolean bySumOfQueue;
    private final Adler32 jdk = new Adler32();
    private int value;

    AdlerSum(WdQueue queue) {
        this.queue = queue;
        this.bySumOfQueue = queue.sumsAdler32();
        reset();
    }

    void reset() {
        jdk.reset();
        value = (int) jdk.getValue();
    }

    int value() {
        return value;
    }

    void update(WdMemory memory, int offset, int length) {
        if (bySumOfQueue) {
            value = queue.adler32(value, memory, offset, length);
        } else {
            ByteBuffer bytes = memory.buffer();
            bytes.limit(offset + length).position(offset);
            jdk.update(bytes);
            bytes.clear();
            value = (int) jdk.getValue();
        }
    }
}
