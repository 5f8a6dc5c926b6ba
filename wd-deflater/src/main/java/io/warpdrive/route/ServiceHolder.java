// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.route;

import io.warpdrive.support.WdLog;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The service of one direction, replaced as a whole when its queue is dead: a device that was reset, or an emulator that
 * was started again, is found by those who go on. Safe for use by many threads; a fit service costs two volatile reads.
 */
final class ServiceHolder<S extends DeviceService> {

    /** Looks for devices anew. */
    interface Maker<S> {
        /** Null when no device has a queue to give. */
        S make();
    }

    private final Maker<S> maker;
    private final AtomicBoolean renewing = new AtomicBoolean();
    /** Volatile: replaced by whoever renews it. Null when zlib does everything. */
    private volatile S service;

    ServiceHolder(S first, Maker<S> maker) {
        this.service = first;
        this.maker = maker;
    }

    /** What a stream that begins now may use; null when that is zlib. */
    S get() {
        S now = service;
        return now == null || now.health().isFit() ? now : renew(now);
    }

    /** Whether there has never been one. */
    boolean isEmpty() {
        return service == null;
    }

    /** Null if there is none, whatever went wrong: it is not what the caller has asked for. */
    private S make() {
        try {
            return maker.make();
        } catch (Error | RuntimeException e) {
            WdLog.debug("no other queue: " + e);
            return null;
        }
    }

    /** One thread looks for another queue; the others go on with zlib meanwhile. */
    private S renew(S dead) {
        long now = System.nanoTime();
        if (!dead.health().wantsRenewal(now) || !renewing.compareAndSet(false, true)) {
            return null;
        }
        try {
            if (service != dead) {
                return service;
            }
            dead.retire();
            S other = make();
            if (other == null) {
                dead.health().renewalFailed(now);
            } else {
                service = other;
            }
            return other;
        } finally {
            renewing.set(false);
        }
    }
}
