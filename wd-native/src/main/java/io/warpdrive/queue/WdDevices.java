// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.queue;

import io.warpdrive.queue.spi.WdDeviceProvider;
import io.warpdrive.settings.WdConfiguration;
import io.warpdrive.support.WdLog;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.stream.Collectors;

/** The devices of this machine. Immutable; safe for use by many threads. */
public final class WdDevices {
    /** A loader that fails each time it is asked is asked no more than so often. */
    private static final int MOST_FAILURES = 100;

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

    /** All that can be loaded, by rank. */
    private static List<WdDeviceProvider> providers() {
        List<WdDeviceProvider> providers = new ArrayList<>();
        Iterator<WdDeviceProvider> found = ServiceLoader.load(
                        WdDeviceProvider.class, WdDeviceProvider.class.getClassLoader())
                .iterator();
        for (int failures = 0; failures < MOST_FAILURES; ) {
            try {
                if (!found.hasNext()) {
                    break;
                }
                add(found.next(), providers);
            } catch (ServiceConfigurationError | LinkageError e) {
                if (e.getCause() instanceof VirtualMachineError shortage) {
                    // memory or stack are short here and now, which says nothing of the devices: the caller may ask
                    // again
                    throw shortage;
                }
                // there may be more behind the one that can't be loaded
                failures++;
                WdLog.info("a device provider can't be loaded: " + e.getMessage());
            }
        }
        return providers;
    }

    private static void add(WdDeviceProvider provider, List<WdDeviceProvider> byRank) {
        int at = 0;
        while (at < byRank.size() && byRank.get(at).rank() >= provider.rank()) {
            at++;
        }
        byRank.add(at, provider);
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
