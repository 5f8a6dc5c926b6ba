// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.queue;

import io.warpdrive.hisi.fleet.HisiDeviceProvider;
import io.warpdrive.queue.spi.WdDeviceProvider;
import io.warpdrive.settings.WdConfiguration;
import io.warpdrive.soft.SoftDeviceProvider;
import io.warpdrive.support.WdHost;
import io.warpdrive.support.WdLog;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.stream.Collectors;

/** The devices of this machine. Immutable; safe for use by many threads. */
public final class WdDevices {
    private final List<WdDevice> devices;
    private final WdConfiguration configuration;

    private WdDevices(List<WdDevice> devices, WdConfiguration configuration) {
        this.devices = List.copyOf(devices);
        this.configuration = configuration;
    }

    /**
     * Looks for devices of every kind. Loads native libraries; never throws because a device is missing or broken.
     *
     * @param configuration where to look, and which device is wanted
     * @return what was found, usable or not
     */
    public static WdDevices discover(WdConfiguration configuration) {
        List<WdDevice> devices = new ArrayList<>();
        for (WdDeviceProvider provider : providers()) {
            devices.addAll(provider.discover(configuration));
        }
        return new WdDevices(devices, configuration);
    }

    /** By rank. Ours are named, so that neither a jar packed anew can lose them nor finding them takes long. */
    private static List<WdDeviceProvider> providers() {
        List<WdDeviceProvider> providers = new ArrayList<>(List.of(new HisiDeviceProvider(), new SoftDeviceProvider()));
        // the agent's loader shows nobody else's, and to go through the JDK's first takes some milliseconds
        if (!WdHost.hasAgent() && providers.addAll(others())) {
            providers.sort(Comparator.comparingInt(WdDeviceProvider::rank).reversed());
        }
        return providers;
    }

    private static List<WdDeviceProvider> others() {
        List<WdDeviceProvider> others = new ArrayList<>();
        try {
            for (WdDeviceProvider other :
                    ServiceLoader.load(WdDeviceProvider.class, WdDeviceProvider.class.getClassLoader())) {
                others.add(other);
            }
        } catch (ServiceConfigurationError e) {
            if (e.getCause() instanceof VirtualMachineError shortage) {
                // memory or stack are short here and now, which says nothing of the devices: the caller may ask again
                throw shortage;
            }
            WdLog.info("a device provider can't be loaded: " + e.getMessage());
        }
        return others;
    }

    /**
     * All devices, usable or not, the most preferred first.
     *
     * @return unmodifiable; may be empty
     */
    public List<WdDevice> list() {
        return devices;
    }

    /**
     * The device that streams of {@code algorithm} should go to.
     *
     * @param algorithm {@code deflate}, {@code zlib} or {@code gzip}
     * @param operation compressing or decompressing
     * @return empty when zlib should do it: no device is usable, or the configuration says so
     */
    public Optional<WdDevice> choose(String algorithm, ZipOperation operation) {
        return candidates(algorithm, operation).stream().findFirst();
    }

    /**
     * All devices that {@link #choose} would take, the best first: the next one is there if a queue of one can't be had.
     *
     * @param algorithm {@code deflate}, {@code zlib} or {@code gzip}
     * @param operation compressing or decompressing
     * @return unmodifiable; may be empty
     */
    public List<WdDevice> candidates(String algorithm, ZipOperation operation) {
        List<WdDevice> candidates = new ArrayList<>();
        for (WdDevice device : devices) {
            if (rejection(device, algorithm, operation).isEmpty()) {
                candidates.add(device);
            }
        }
        return List.copyOf(candidates);
    }

    /**
     * Why {@link #choose} takes no device, a line for each there is; empty if it takes one.
     *
     * @param algorithm {@code deflate}, {@code zlib} or {@code gzip}
     * @param operation compressing or decompressing
     * @return unmodifiable lines for people
     */
    public List<String> rejections(String algorithm, ZipOperation operation) {
        String wanted = configuration.device();
        boolean named = !wanted.equals(WdConfiguration.AUTO) && !wanted.equals(WdConfiguration.ZLIB);
        if (named && devices.stream().noneMatch(device -> device.name().equals(wanted))) {
            return List.of("no device is named " + wanted + ", there are: "
                    + devices.stream().map(WdDevice::name).collect(Collectors.joining(", ")));
        }
        return devices.stream()
                .flatMap(device ->
                        rejection(device, algorithm, operation).map(reason -> device.name() + ": " + reason).stream())
                .toList();
    }

    /**
     * Why {@link #choose} would pass over {@code device}, in one line; empty when it would not.
     *
     * @param device one of these
     * @param algorithm {@code deflate}, {@code zlib} or {@code gzip}
     * @param operation compressing or decompressing
     * @return a line for people
     */
    public Optional<String> rejection(WdDevice device, String algorithm, ZipOperation operation) {
        String wanted = configuration.device();
        if (!wanted.equals(WdConfiguration.AUTO) && !wanted.equals(device.name())) {
            return Optional.of("device=" + wanted + " is configured");
        }
        if (operation == ZipOperation.DEFLATE && configuration.reproducible()) {
            return Optional.of("reproducible output is configured");
        }
        if (device.unusable().isPresent()) {
            return device.unusable();
        }
        if (device.freeQueues().orElse(1) == 0) {
            return Optional.of("no queue is free");
        }
        if (!device.algorithms().contains(algorithm)) {
            return Optional.of("does not do " + algorithm);
        }
        boolean serves = operation == ZipOperation.DEFLATE
                ? device.deflatePlan(6, configuration.policy()).isPresent()
                        || device.deflatePlan(1, configuration.policy()).isPresent()
                : device.inflatePlan().isPresent();
        return serves
                ? Optional.empty()
                : Optional.of("would gain nothing under policy "
                        + configuration.policy().name().toLowerCase(Locale.ROOT));
    }
}
