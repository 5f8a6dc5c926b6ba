// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.observe;

import java.util.Map;

/**
 * What the drop-ins of this process have done in one direction, since the JVM began or since {@link #reset}. Registered as
 * {@code io.warpdrive:type=Deflate} and {@code io.warpdrive:type=Inflate}.
 */
public interface WdStreamsMXBean {
    /**
     * Who serves streams.
     *
     * @return name of a device; {@code zlib} when there is none, or it has not been looked for
     */
    String getDevice();

    /**
     * Streams of which it is decided who serves them.
     *
     * @return the sum of the next two
     */
    long getStreams();

    /**
     * Streams that the device serves.
     *
     * @return a count
     */
    long getEngineStreams();

    /**
     * Streams that zlib serves.
     *
     * @return a count
     */
    long getZlibStreams();

    /**
     * The same by the reason why.
     *
     * @return counts by the reason's key, those of 0 left out
     */
    Map<String, Long> getZlibStreamsByReason();

    /**
     * Blocks of the device's streams that zlib had to do.
     *
     * @return a count
     */
    long getFallbackBlocks();

    /**
     * Input of streams that are over.
     *
     * @return bytes
     */
    long getBytesIn();

    /**
     * Output of streams that are over.
     *
     * @return bytes
     */
    long getBytesOut();

    /**
     * Time in the calls of the device's streams that are over, counted since this is registered.
     *
     * @return nanoseconds
     */
    long getEngineNanos();

    /**
     * Time in the calls of zlib's streams that are over, counted since this is registered.
     *
     * @return nanoseconds
     */
    long getZlibNanos();

    /** Has all counts begin at 0. Nothing else is changed by it: {@code stats=true} and the API count on. */
    void reset();
}
