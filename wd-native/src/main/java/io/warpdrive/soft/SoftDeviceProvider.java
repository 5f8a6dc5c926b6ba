// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.soft;

import io.warpdrive.queue.WdConfiguration;
import io.warpdrive.queue.WdDevice;
import io.warpdrive.queue.WdDeviceProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Offers the one software device. */
public final class SoftDeviceProvider implements WdDeviceProvider {

    @Override
    public List<WdDevice> discover(WdConfiguration configuration) {
        return List.of(load(configuration));
    }

    @Override
    public int rank() {
        return 0;
    }

    // JNA may be missing, refused by the JVM or unfit for this machine: each time the device is just not there
    private static WdDevice load(WdConfiguration configuration) {
        List<String> failures = new ArrayList<>();
        Optional<IsalEngine> isal = Optional.empty();
        Optional<LibdeflateEngine> libdeflate = Optional.empty();
        try {
            EngineLibrary<IsalEngine> isalLibrary = new EngineLibrary<>(
                    "ISA-L",
                    "libisal.so.2",
                    "libgkl_compression.so",
                    library -> true,
                    library -> new IsalEngine(new Isal(library)));
            isal = isalLibrary.load(configuration.libraries());
            failures.addAll(isalLibrary.failures());
            EngineLibrary<LibdeflateEngine> libdeflateLibrary = new EngineLibrary<>(
                    "libdeflate",
                    "libdeflate.so.0",
                    "libdeflate.so",
                    Libdeflate::isCurrent,
                    library -> new LibdeflateEngine(new Libdeflate(library)));
            libdeflate = libdeflateLibrary.load(configuration.libraries());
            failures.addAll(libdeflateLibrary.failures());
        } catch (LinkageError | IllegalCallerException e) {
            failures.add("native access: "
                    + String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
        }
        return new SoftDevice(isal, libdeflate, failures);
    }
}
