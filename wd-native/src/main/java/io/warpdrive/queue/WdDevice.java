// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.queue;

import io.warpdrive.settings.WdPolicy;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * An accelerator, or its stand-in in software. Instances are immutable descriptions and safe to share between threads;
 * {@link #freeQueues} and {@link #unusable} may ask the system anew.
 */
public interface WdDevice {

    /** Its name under {@code /sys/class/uacce}, such as {@code hisi_zip-0}; {@code soft} for the software device. */
    String name();

    /** The user driver's interface it speaks, such as {@code hisi_qm_v2}. */
    String api();

    WdMode mode();

    /** Names as uacce lists them: {@code deflate}, {@code zlib}, {@code gzip}. */
    Set<String> algorithms();

    /** Queues that could be requested now; empty when there is no limit. */
    OptionalInt freeQueues();

    /** The NUMA node the device sits at, -1 when unknown. */
    int numaNode();

    /** Whether the kernel has taken the device out of service after too many errors. */
    boolean isolated();

    /** Why the device can't be used, in one line; empty when it can. */
    Optional<String> unusable();

    /** What does the work, in one line for people: libraries and versions, or a driver's name. */
    String description();

    /**
     * How the device would serve java.util.zip's {@code level} under {@code policy}; empty when it would not meet the
     * policy or would not be faster.
     *
     * @param level 1 to 9; 6 for {@link java.util.zip.Deflater#DEFAULT_COMPRESSION}
     */
    Optional<DeflatePlan> deflatePlan(int level, WdPolicy policy);

    /**
     * Whether the device would deflate streams {@linkplain InPlace in place}, however they come.
     *
     * @param level 0 to 9, or -1
     * @param strategy of {@link java.util.zip.Deflater}
     */
    default boolean deflatesInPlace(int level, int strategy) {
        return false;
    }

    /** How the device would inflate; empty when it would not or would not be faster. */
    Optional<InflatePlan> inflatePlan();

    /**
     * Requests a queue (the seed's {@code request_queue}).
     *
     * @throws WdException when none is free or the device is gone
     */
    WdQueue requestQueue(ZipOperation operation) throws WdException;
}
