// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.soft;

import io.warpdrive.queue.DeflatePlan;
import io.warpdrive.queue.InflatePlan;
import io.warpdrive.queue.WdDevice;
import io.warpdrive.queue.WdException;
import io.warpdrive.queue.WdMode;
import io.warpdrive.queue.WdPolicy;
import io.warpdrive.queue.WdQueue;
import io.warpdrive.queue.ZipOperation;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** The ZIP device that every machine has, as far as an engine could be loaded. */
final class SoftDevice implements WdDevice {
    /** Its name in the configuration. */
    static final String NAME = "soft";

    private final Optional<IsalEngine> isal;
    private final Optional<LibdeflateEngine> libdeflate;
    private final String description;
    private final List<String> failures;
    private final EngineTable table;

    /**
     * @param description the engines and where they came from
     * @param failures why an engine could not be loaded, a line each
     */
    SoftDevice(
            Optional<IsalEngine> isal,
            Optional<LibdeflateEngine> libdeflate,
            String description,
            List<String> failures) {
        this.isal = isal;
        this.libdeflate = libdeflate;
        this.description = description;
        this.failures = List.copyOf(failures);
        this.table = new EngineTable(isal.isPresent(), libdeflate.isPresent());
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
        return isal.isPresent() || libdeflate.isPresent()
                ? Optional.empty()
                : Optional.of("no engine could be loaded (" + String.join("; ", failures) + ")");
    }

    @Override
    public String description() {
        return description;
    }

    @Override
    public Optional<DeflatePlan> deflatePlan(int level, WdPolicy policy) {
        return table.deflatePlan(level, policy);
    }

    @Override
    public Optional<InflatePlan> inflatePlan() {
        return table.inflatePlan();
    }

    @Override
    public WdQueue requestQueue(ZipOperation operation) throws WdException {
        if (unusable().isPresent()) {
            throw new WdException(NAME + ": " + unusable().get());
        }
        return new SoftQueue(this, operation, isal.orElse(null), libdeflate.orElse(null));
    }
}
