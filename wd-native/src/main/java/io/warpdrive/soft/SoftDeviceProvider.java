// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.soft;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import io.warpdrive.queue.WdConfiguration;
import io.warpdrive.queue.WdDevice;
import io.warpdrive.queue.WdDeviceProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Offers the one software device. Its engines are loaded once in the life of the class loader, from where the first
 * configuration says: engine states point into the library they were made by.
 */
public final class SoftDeviceProvider implements WdDeviceProvider {
    private static WdDevice device;

    @Override
    public List<WdDevice> discover(WdConfiguration configuration) {
        synchronized (SoftDeviceProvider.class) {
            if (device == null) {
                device = load(configuration);
            }
            return List.of(device);
        }
    }

    @Override
    public int rank() {
        return 0;
    }

    // JNA may be missing, refused by the JVM or unfit for this machine: each time the device is just not there
    private static WdDevice load(WdConfiguration configuration) {
        Optional<String> problem = JnaDirectory.problem();
        if (problem.isPresent()) {
            return unusable("JNA " + problem.get());
        }
        try {
            // JNA first, for a reason that can be read; Error: a native part that belongs to another JNA
            Native.getNativeSize(long.class);
        } catch (VirtualMachineError e) {
            throw e;
        } catch (Error | RuntimeException e) {
            return unusable("JNA can't be used: " + EngineLibrary.reason(e));
        }
        return loadEngines(configuration);
    }

    private static WdDevice unusable(String reason) {
        return new SoftDevice(Optional.empty(), Optional.empty(), "", List.of(reason));
    }

    private static WdDevice loadEngines(WdConfiguration configuration) {
        EngineLibrary<IsalEngine> isalLibrary = new EngineLibrary<>(
                "ISA-L", "libisal.so.2", "libgkl_compression.so", library -> true, SoftDeviceProvider::bindIsal);
        EngineLibrary<LibdeflateEngine> libdeflateLibrary = new EngineLibrary<>(
                "libdeflate",
                "libdeflate.so.0",
                "libdeflate.so",
                Libdeflate::isCurrent,
                SoftDeviceProvider::bindLibdeflate);
        List<String> failures = new ArrayList<>();
        Optional<IsalEngine> isal = isalLibrary.load(configuration.libraries());
        Optional<LibdeflateEngine> libdeflate = libdeflateLibrary.load(configuration.libraries());
        failures.addAll(isalLibrary.failures());
        failures.addAll(libdeflateLibrary.failures());
        String description = Stream.of(isalLibrary.place(), libdeflateLibrary.place())
                .filter(place -> !place.isEmpty())
                .collect(Collectors.joining(", "));
        return new SoftDevice(isal, libdeflate, description, failures);
    }

    private static IsalEngine bindIsal(NativeLibrary library) {
        Isal.bind(library);
        return new IsalEngine();
    }

    private static LibdeflateEngine bindLibdeflate(NativeLibrary library) {
        Libdeflate.bind(library);
        return new LibdeflateEngine();
    }
}
