// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.hisi.protocol;

import java.util.Optional;

/**
 * The version of the queue's interface, as the attribute {@code api} names it: {@code hisi_qm_v2} and so on; version 1
 * is called {@code hisi_qm_v1} by some kernels and {@code hisi_qm} by others.
 *
 * @param version 1 or more
 */
public record HisiApi(int version) {
    private static final String PREFIX = "hisi_qm";

    /** Empty when the name is another driver's. */
    public static Optional<HisiApi> parse(String name) {
        if (name.equals(PREFIX)) {
            return Optional.of(new HisiApi(1));
        }
        if (!name.matches(PREFIX + "_v[1-9][0-9]?")) {
            return Optional.empty();
        }
        return Optional.of(new HisiApi(Integer.parseInt(name.substring(PREFIX.length() + "_v".length()))));
    }

    /** Byte offset of the doorbell in the MMIO region. */
    public int doorbellOffset() {
        return version == 1 ? Doorbell.OFFSET_V1 : Doorbell.OFFSET_V2;
    }

    /** The word that tells the device how far the submission queue is filled. */
    public long submissionDoorbell(int queue, int tail) {
        return version == 1
                ? Doorbell.v1(queue, Doorbell.SUBMISSION, tail, 0)
                : Doorbell.v2(queue, Doorbell.SUBMISSION, tail, 0);
    }

    /**
     * The word that tells the device how far completions were taken.
     *
     * @param interrupt whether the next completion should wake whoever polls
     */
    public long completionDoorbell(int queue, int head, boolean interrupt) {
        int priority = interrupt ? 1 : 0;
        return version == 1
                ? Doorbell.v1(queue, Doorbell.COMPLETION, head, priority)
                : Doorbell.v2(queue, Doorbell.COMPLETION, head, priority);
    }
}
