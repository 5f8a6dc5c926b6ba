// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.benchmarks.report;

import io.warpdrive.queue.WdDevice;
import io.warpdrive.queue.WdDevices;
import io.warpdrive.settings.WdConfiguration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the figures were measured on. */
final class Machine {
    private Machine() {}

    /** A name and a value for each thing worth knowing. */
    static Map<String, String> facts() throws IOException {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("processor", processor() + ", " + Runtime.getRuntime().availableProcessors() + " in use");
        facts.put("memory", memory());
        facts.put("system", system());
        facts.put("JDK", System.getProperty("java.vendor") + " " + Runtime.version());
        engines().forEach(facts::put);
        return facts;
    }

    private static Map<String, String> engines() throws IOException {
        Map<String, String> engines = new LinkedHashMap<>();
        WdConfiguration configuration = WdConfiguration.read(new Properties(), Map.of());
        for (WdDevice device : WdDevices.discover(configuration).list()) {
            engines.put("device " + device.name(), device.unusable().orElse(device.description()));
        }
        engines.put("engine files", mapped());
        return engines;
    }

    /** The real names of the engines in this process have their versions in them, as in libisal.so.2.0.30. */
    private static String mapped() throws IOException {
        Path maps = Path.of("/proc/self/maps");
        if (!Files.exists(maps)) {
            return "unknown";
        }
        try (Stream<String> lines = Files.lines(maps)) {
            return lines.filter(line -> line.matches(".*(isal|libwarpdrive).*"))
                    .map(line -> line.replaceAll(".* /", "/").replaceAll(".*/(warpdrive\\d*|tmp)/", "carried: "))
                    .distinct()
                    .sorted()
                    .collect(Collectors.joining(", "));
        }
    }

    private static String processor() throws IOException {
        return value(Path.of("/proc/cpuinfo"), "model name", System.getProperty("os.arch"));
    }

    private static String memory() throws IOException {
        return value(Path.of("/proc/meminfo"), "MemTotal", "unknown");
    }

    private static String system() throws IOException {
        String kernel = System.getProperty("os.name") + " " + System.getProperty("os.version") + ", "
                + System.getProperty("os.arch");
        Path release = Path.of("/etc/os-release");
        String distribution = Files.exists(release)
                ? Files.readAllLines(release).stream()
                        .filter(line -> line.startsWith("PRETTY_NAME="))
                        .map(line ->
                                ", " + line.substring("PRETTY_NAME=".length()).replace("\"", ""))
                        .findFirst()
                        .orElse("")
                : "";
        return kernel + distribution;
    }

    private static String value(Path file, String key, String otherwise) throws IOException {
        if (!Files.exists(file)) {
            return otherwise;
        }
        List<String> lines = Files.readAllLines(file);
        return lines.stream()
                .filter(line -> line.startsWith(key))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse(otherwise);
    }

    /** Processes that run or want to, over 1, 5 and 15 minutes. */
    static String load() throws IOException {
        Path file = Path.of("/proc/loadavg");
        return Files.exists(file) ? Files.readString(file).replaceAll("(\\S+ \\S+ \\S+) .*\\s*", "$1") : "unknown";
    }
}
