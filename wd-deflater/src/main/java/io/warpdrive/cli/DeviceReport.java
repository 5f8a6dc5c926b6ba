// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.cli;

import io.warpdrive.queue.WdDevice;
import io.warpdrive.queue.WdDevices;
import io.warpdrive.queue.ZipOperation;
import io.warpdrive.settings.WdConfiguration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * What was found on this machine, and what becomes of each kind of work.
 *
 * @param devices every device, usable or not
 * @param choices who does what
 */
record DeviceReport(String policy, List<WdDevice> devices, List<Choice> choices) {

    /**
     * Who does one kind of work.
     *
     * @param device its name, {@code zlib} where no device takes it
     * @param levels levels of compression that the device takes; empty for decompression
     * @param rejected why each of the other devices does not do it
     */
    record Choice(
            ZipOperation operation,
            String algorithm,
            String device,
            List<Integer> levels,
            Map<String, String> rejected) {}

    static DeviceReport of(WdConfiguration configuration) {
        WdDevices devices = WdDevices.discover(configuration);
        List<Choice> choices = new ArrayList<>();
        for (ZipOperation operation : ZipOperation.values()) {
            for (Format format : Format.values()) {
                choices.add(choice(devices, configuration, operation, format.command()));
            }
        }
        return new DeviceReport(name(configuration.policy()), devices.list(), choices);
    }

    private static Choice choice(
            WdDevices devices, WdConfiguration configuration, ZipOperation operation, String algorithm) {
        Map<String, String> rejected = new LinkedHashMap<>();
        for (WdDevice device : devices.list()) {
            devices.rejection(device, algorithm, operation).ifPresent(reason -> rejected.put(device.name(), reason));
        }
        return devices.choose(algorithm, operation)
                .map(device -> {
                    devices.list().stream()
                            .map(WdDevice::name)
                            .filter(name -> !name.equals(device.name()))
                            .forEach(name -> rejected.putIfAbsent(name, device.name() + " is preferred"));
                    List<Integer> levels =
                            operation == ZipOperation.DEFLATE ? levels(device, configuration) : List.of();
                    return new Choice(operation, algorithm, device.name(), levels, rejected);
                })
                .orElseGet(() -> new Choice(operation, algorithm, WdConfiguration.ZLIB, List.of(), rejected));
    }

    private static List<Integer> levels(WdDevice device, WdConfiguration configuration) {
        return IntStream.rangeClosed(1, 9)
                .filter(level ->
                        device.deflatePlan(level, configuration.policy()).isPresent())
                .boxed()
                .toList();
    }

    String json() {
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("policy", policy);
        report.put("devices", devices.stream().map(DeviceReport::json).toList());
        report.put("choices", choices.stream().map(DeviceReport::json).toList());
        return Json.of(report);
    }

    private static Map<String, Object> json(WdDevice device) {
        OptionalInt free = device.freeQueues();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", device.name());
        json.put("api", device.api());
        json.put("mode", name(device.mode()));
        json.put("algorithms", device.algorithms().stream().sorted().toList());
        json.put("freeQueues", free.isPresent() ? free.getAsInt() : null);
        json.put("numaNode", device.numaNode());
        json.put("isolated", device.isolated());
        json.put("usable", device.unusable().isEmpty());
        json.put("unusable", device.unusable().orElse(null));
        json.put("description", device.description());
        return json;
    }

    private static Map<String, Object> json(Choice choice) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("operation", name(choice.operation()));
        json.put("algorithm", choice.algorithm());
        json.put("device", choice.device());
        json.put("levels", choice.levels());
        json.put("rejected", choice.rejected());
        return json;
    }

    List<String> text() {
        List<String> lines = new ArrayList<>();
        lines.add("Devices:");
        for (WdDevice device : devices) {
            lines.add(String.format(
                    "  %-12s %s, api %s, %s, %s, %s",
                    device.name(),
                    name(device.mode()),
                    device.api(),
                    String.join(" ", device.algorithms().stream().sorted().toList()),
                    queues(device),
                    device.numaNode() < 0 ? "no NUMA node" : "NUMA node " + device.numaNode()));
            String state =
                    device.unusable().map(reason -> "can't be used: " + reason).orElse(device.description());
            lines.add(String.format("  %-12s %s%s", "", device.isolated() ? "isolated; " : "", state));
        }
        lines.add(String.format("  %-12s the JDK's own, for whatever no device takes", WdConfiguration.ZLIB));
        lines.add("");
        lines.add("Used under policy " + policy + ":");
        choices.forEach(choice -> lines.addAll(text(choice)));
        return lines;
    }

    private static List<String> text(Choice choice) {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                "  %-8s %-8s %s%s",
                name(choice.operation()),
                choice.algorithm(),
                choice.device(),
                choice.levels().isEmpty() ? "" : ", levels " + ranges(choice.levels())));
        choice.rejected().forEach((device, reason) -> lines.add("           not " + device + ": " + reason));
        return lines;
    }

    /** {@code 1-3 6} for 1, 2, 3 and 6. */
    static String ranges(List<Integer> levels) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < levels.size(); i++) {
            int first = levels.get(i);
            while (i + 1 < levels.size() && levels.get(i + 1) == levels.get(i) + 1) {
                i++;
            }
            int last = levels.get(i);
            text.append(text.isEmpty() ? "" : " ").append(first == last ? "" + first : first + "-" + last);
        }
        return text.toString();
    }

    private static String queues(WdDevice device) {
        OptionalInt free = device.freeQueues();
        if (free.isPresent()) {
            return free.getAsInt() + " queues free";
        }
        return device.unusable().isPresent() ? "no queues" : "any number of queues";
    }

    private static String name(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
