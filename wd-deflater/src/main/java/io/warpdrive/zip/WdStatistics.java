// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.zip;

import io.warpdrive.queue.ZipOperation;
import io.warpdrive.route.StreamCounters;

/**
 * What the drop-ins of this process have done in one direction so far.
 *
 * @param device name of the device that streams are offloaded to; {@code zlib} when there is none
 * @param streams streams whose path is decided: {@code offloaded + zlib}
 * @param offloaded streams served by the device
 * @param zlib streams that were not: served by the JDK's zlib, or done at once as not even worth that
 * @param fallback blocks of offloaded streams that zlib had to do again
 * @param in bytes of input; counted when a stream finishes, is reset or ended
 * @param out bytes of output, likewise
 */
public record WdStatistics(String device, long streams, long offloaded, long zlib, long fallback, long in, long out) {

    /**
     * What deflaters have done.
     *
     * @return figures of now, which do not change any more
     */
    public static WdStatistics deflate() {
        return of(StreamCounters.of(ZipOperation.DEFLATE));
    }

    /**
     * What inflaters have done.
     *
     * @return figures of now, which do not change any more
     */
    public static WdStatistics inflate() {
        return of(StreamCounters.of(ZipOperation.INFLATE));
    }

    private static WdStatistics of(StreamCounters counters) {
        long offloaded = counters.offloaded();
        long zlib = counters.zlib();
        return new WdStatistics(
                counters.device(),
                offloaded + zlib,
                offloaded,
                zlib,
                counters.fallback(),
                counters.in(),
                counters.out());
    }
}
