// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.health;

import io.warpdrive.health.WdHealth.Finding;
import io.warpdrive.health.WdHealth.State;
import io.warpdrive.queue.WdDevice;
import io.warpdrive.queue.WdDevices;
import io.warpdrive.queue.WdMode;
import io.warpdrive.settings.WdPolicy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What does the work: each device's self-test, in both directions. */
final class Engines {
    private static final Pattern ISAL = Pattern.compile("libisal\\.so\\..*");
    private static final String NO_ISAL = "no ISA-L";

    private final List<WdDevice> devices;
    private final boolean hasDirectory;
    /** By device, what failed; empty when all passed. A device that can't be used is absent. */
    private final Map<WdDevice, Optional<String>> tested = new LinkedHashMap<>();

    private Engines(List<WdDevice> devices, boolean hasDirectory) {
        this.devices = devices;
        this.hasDirectory = hasDirectory;
        for (WdDevice device : devices) {
            if (device.unusable().isEmpty()) {
                tested.put(device, test(device));
            }
        }
    }

    /** @param hasDirectory whether libraries can be unpacked */
    static Engines test(WdDevices devices, boolean hasDirectory) {
        return new Engines(devices.list(), hasDirectory);
    }

    private static boolean isSoft(WdDevice device) {
        return device.mode() == WdMode.SOFTWARE;
    }

    private static Optional<String> test(WdDevice device) {
        RoundTrip trip = new RoundTrip(device);
        Optional<String> deflate = isSoft(device) ? trip.deflatesInPlace() : trip.deflates(0);
        if (deflate.isPresent()) {
            return Optional.of("deflate: " + deflate.get());
        }
        Optional<String> inflate = isSoft(device) ? trip.inflatesInPlace() : trip.inflates();
        return inflate.map(failure -> "inflate: " + failure);
    }

    /** Whether a device can be relied on. */
    boolean hasPassed(WdDevice device) {
        return tested.containsKey(device) && tested.get(device).isEmpty();
    }

    /** Whether the JVM refuses native code. */
    boolean isRefused() {
        return devices.stream().anyMatch(device -> isRefusal(device.unusable().orElse("")));
    }

    private static boolean isRefusal(String reason) {
        return reason.toLowerCase(Locale.ROOT).contains("native access");
    }

    List<Finding> findings(SystemFiles system) {
        List<Finding> findings = new ArrayList<>();
        for (WdDevice device : devices) {
            findings.add(finding(device));
            if (isSoft(device) && hasPassed(device)) {
                findings.add(isal(device, system));
            }
        }
        return findings;
    }

    private Finding finding(WdDevice device) {
        String name = "device " + device.name();
        if (!tested.containsKey(device)) {
            String reason = device.unusable().orElse("it came to life just now");
            return new Finding(name, State.BROKEN, reason, isSoft(device) ? soft(reason) : Hardware.advice(reason));
        }
        Optional<String> failure = tested.get(device);
        if (failure.isPresent()) {
            return new Finding(
                    name,
                    State.BROKEN,
                    "self-test failed, " + failure.get(),
                    isSoft(device)
                            ? "Set device=zlib and report it with this output."
                            : "Look for its errors with dmesg; zlib does again what it gets wrong.");
        }
        String what = isSoft(device) ? "wdz " + WdHealth.version() : device.description();
        return new Finding(name, State.OK, what + ", self-test passed both ways", "Fine.");
    }

    private String soft(String reason) {
        if (isRefusal(reason)) {
            return "Let this JVM load native code, see native access.";
        }
        if (!hasDirectory) {
            return "Give it a usable temporary directory, see there.";
        }
        if (reason.contains("none carried")) {
            return "No engine is carried for this system, everything is zlib's.";
        }
        return "The library in the jar is damaged or is not of this version: get the jar anew and compare its SHA-256 sum.";
    }

    /** ISA-L, which serves some levels; our engine serves them where it is not there. */
    private static Finding isal(WdDevice device, SystemFiles system) {
        String name = "engine ISA-L";
        // loads it
        String description = device.description();
        if (description.contains(NO_ISAL)) {
            return new Finding(
                    name,
                    State.COSTS_SPEED,
                    description.substring(description.indexOf(NO_ISAL)),
                    "Level 1 and policy=speed are served by our engine until libisal2, ISA-L 2.30 or newer, is installed.");
        }
        String which = Stream.of(description.split(", ", -1))
                .filter(part -> part.startsWith("ISA-L"))
                .findFirst()
                .orElse(description);
        String version = system.mapped(ISAL)
                .map(file -> " " + String.valueOf(file.getFileName()).replaceFirst("^libisal\\.so\\.", ""))
                .orElse("");
        Optional<String> failure =
                new RoundTrip(device).deflates(RoundTrip.effort(device.deflatePlan(1, WdPolicy.SPEED)));
        return failure.map(reason -> new Finding(
                        name,
                        State.BROKEN,
                        which + version + ", self-test failed, " + reason,
                        "Remove that library or name a better one with libraries=DIR."))
                .orElseGet(() -> new Finding(
                        name, State.OK, which + version + ", self-test passed, it only compresses", "Fine."));
    }
}
