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

    /**
     * Its name under {@code /sys/class/uacce}, such as {@code hisi_zip-0}; {@code soft} for the software device.
     *
     * @return the same for the life of the process
     */
    String name();

    /**
     * The user driver's interface it speaks, such as {@code hisi_qm_v2}.
     *
     * @return as the kernel says it; {@code software} without a kernel
     */
    String api();

    /**
     * How it sees the memory that requests point to.
     *
     * @return never {@code null}
     */
    WdMode mode();

    /**
     * Names as uacce lists them: {@code deflate}, {@code zlib}, {@code gzip}.
     *
     * @return unmodifiable; empty when it does none of them
     */
    Set<String> algorithms();

    /**
     * Queues that could be requested now; empty when there is no limit.
     *
     * @return 0 or more; another process may have changed it by now
     */
    OptionalInt freeQueues();

    /**
     * The NUMA node the device sits at, -1 when unknown.
     *
     * @return 0 or more, or -1
     */
    int numaNode();

    /**
     * Whether the kernel has taken the device out of service after too many errors.
     *
     * @return as of now
     */
    boolean isolated();

    /**
     * Why the device can't be used, in one line; empty when it can.
     *
     * @return as of now
     */
    Optional<String> unusable();

    /**
     * What does the work, in one line for people: libraries and versions, or a driver's name.
     *
     * @return never blank
     */
    String description();

    /**
     * How the device would serve java.util.zip's {@code level} under {@code policy}; empty when it would not meet the
     * policy or would not be faster.
     *
     * @param level 1 to 9; 6 for {@link java.util.zip.Deflater#DEFAULT_COMPRESSION}
     * @param policy what the user prefers
     * @return a plan for streams of that level
     */
    Optional<DeflatePlan> deflatePlan(int level, WdPolicy policy);

    /**
     * Whether the device would deflate streams {@linkplain InPlace in place}, however they come.
     *
     * @param level 0 to 9, or -1
     * @param strategy of {@link java.util.zip.Deflater}
     * @return false also where the device does nothing in place
     */
    default boolean deflatesInPlace(int level, int strategy) {
        return false;
    }

    /**
     * How the device would inflate; empty when it would not or would not be faster.
     *
     * @return a plan for all streams
     */
    Optional<InflatePlan> inflatePlan();

    /**
     * Requests a queue (the seed's {@code request_queue}).
     *
     * @param operation the direction, for the life of the queue
     * @return a queue that the caller closes
     * @throws WdException when none is free or the device is gone
     */
    WdQueue requestQueue(ZipOperation operation) throws WdException;
}
