// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.soft;

import io.warpdrive.queue.DeflatePlan;
import io.warpdrive.queue.InflatePlan;
import io.warpdrive.queue.WdDevice;
import io.warpdrive.queue.WdException;
import io.warpdrive.queue.WdMode;
import io.warpdrive.queue.WdQueue;
import io.warpdrive.queue.ZipOperation;
import io.warpdrive.settings.WdPolicy;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** The ZIP device that every machine has on which our engine could be loaded. */
final class SoftDevice implements WdDevice {
    /** Its name in the configuration. */
    static final String NAME = "soft";

    private final Optional<String> failure;
    private final LazyIsal isal;

    /** @param failure why our engine could not be loaded; empty if it was */
    SoftDevice(Optional<String> failure, LazyIsal isal) {
        this.failure = failure;
        this.isal = isal;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String api() {
        return NAME;
    }

    @Override
    public WdMode mode() {
        return WdMode.SOFTWARE;
    }

    @Override
    public Set<String> algorithms() {
        return Set.of("deflate", "zlib", "gzip");
    }

    @Override
    public OptionalInt freeQueues() {
        return OptionalInt.empty();
    }

    @Override
    public int numaNode() {
        return -1;
    }

    @Override
    public boolean isolated() {
        return false;
    }

    @Override
    public Optional<String> unusable() {
        return failure.isEmpty() ? failure : Optional.of("no engine could be loaded (" + failure.get() + ")");
    }

    /** Loads what has not been loaded yet: people ask, programs don't. */
    @Override
    public String description() {
        return failure.isEmpty() ? "wdz (carried in the jar), " + isal.description() : "";
    }

    @Override
    public Optional<DeflatePlan> deflatePlan(int level, WdPolicy policy) {
        return failure.isEmpty() ? EngineTable.deflatePlan(level, policy) : Optional.empty();
    }

    @Override
    public boolean deflatesInPlace(int level, int strategy) {
        return failure.isEmpty();
    }

    @Override
    public Optional<InflatePlan> inflatePlan() {
        return failure.isEmpty() ? Optional.of(new InflatePlan(true, 1)) : Optional.empty();
    }

    @Override
    public WdQueue requestQueue(ZipOperation operation) throws WdException {
        if (unusable().isPresent()) {
            throw new WdException(NAME + ": " + unusable().get());
        }
        return new SoftQueue(this, operation, isal);
    }
}
