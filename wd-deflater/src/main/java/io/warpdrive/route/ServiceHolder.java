// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.route;

import io.warpdrive.queue.WdDevice;
import io.warpdrive.queue.WdDevices;
import io.warpdrive.queue.WdException;
import io.warpdrive.queue.WdQueue;
import io.warpdrive.queue.ZipOperation;
import io.warpdrive.settings.WdConfiguration;
import io.warpdrive.support.WdLog;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The service of one direction, replaced as a whole when its queue is dead: a device that was reset, or an emulator that
 * was started again, is found by those who go on. Safe for use by many threads; a fit service costs two volatile reads.
 */
abstract class ServiceHolder<S extends DeviceService> {
    private static final String ALGORITHM = "deflate";

    private final ZipOperation operation;
    private final WdConfiguration configuration;
    private final AtomicBoolean renewing = new AtomicBoolean();
    /** Volatile: replaced by whoever renews it. Null when zlib does everything. */
    private volatile S service;

    /** Holds none. */
    ServiceHolder(ZipOperation operation, WdConfiguration configuration) {
        this.operation = operation;
        this.configuration = configuration;
    }

    /** What a queue's device offers; null if that is nothing. */
    abstract S serviceOf(WdQueue queue, WdConfiguration configuration);

    /**
     * Holds the best that there is.
     *
     * @param failures takes why there is none
     */
    final void find(WdDevices devices, Set<String> failures) {
        service = found(devices, failures);
    }

    private S found(WdDevices devices, Set<String> failures) {
        Optional<WdQueue> queue = request(devices, failures);
        return queue.isPresent() ? serviceOf(queue.get(), configuration) : null;
    }

    private Optional<WdQueue> request(WdDevices devices, Set<String> failures) {
        for (WdDevice device : devices.candidates(ALGORITHM, operation)) {
            try {
                WdQueue queue = device.requestQueue(operation);
                StreamCounters.of(operation).device(device.name());
                return Optional.of(queue);
            } catch (WdException e) {
                failures.add(e.getMessage());
            }
        }
        if (failures.isEmpty()) {
            failures.addAll(devices.rejections(ALGORITHM, operation));
        }
        return Optional.empty();
    }

    /** What a stream that begins now may use; null when that is zlib. */
    final S get() {
        S now = service;
        return now == null || now.health().isFit() ? now : renew(now);
    }

    /** Whether there has never been one. */
    final boolean isEmpty() {
        return service == null;
    }

    /** Looks for devices anew. Null if there is none, whatever went wrong: it is not what the caller has asked for. */
    private S another() {
        try {
            Set<String> failures = new LinkedHashSet<>();
            S other = found(WdDevices.discover(configuration), failures);
            if (other == null) {
                failures.forEach(WdLog::debug);
            }
            return other;
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
            S other = another();
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
