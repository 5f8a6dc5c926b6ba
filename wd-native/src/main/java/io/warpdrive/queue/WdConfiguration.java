// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.queue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;

/**
 * What the user has set: system properties {@code warpdrive.<key>}, and agent arguments {@code <key>=value}, which win.
 * Immutable. A bad value or an unknown key never stops a program: it is left out with one {@link #warnings warning}.
 *
 * @param device name of the device to use; {@code auto} takes the best, {@code zlib} none
 * @param policy what matters when speed and size disagree
 * @param min smallest total input to offload, in bytes; empty: what was measured for the device
 * @param block bytes of input in a block; empty: what is best for the device
 * @param threads threads that compress one long stream on the software device, the caller's included
 * @param inflight blocks of one long stream that a device is given at a time; empty: 4 on hardware, on the software device
 *     as many as keep {@code threads} busy
 * @param stats print one line for each direction at JVM exit
 * @param verify inflate every compressed block again before it is handed out
 * @param reproducible compress with zlib only, so that the bytes are the same on every machine; the environment variable
 *     SOURCE_DATE_EPOCH sets it too
 * @param root directory in place of {@code /} for {@code /sys/class/uacce} and {@code /dev}
 * @param log what is logged
 * @param libraries directory to look for engine libraries in before the system's; empty: none
 * @param queues queues to hold of a device for each direction and NUMA node, 1 to {@link #MAXIMUM_QUEUES}
 * @param noiommu use devices that see physical addresses without any protection; only for testing
 * @param warnings one line for each setting left out
 */
public record WdConfiguration(
        String device,
        WdPolicy policy,
        OptionalInt min,
        OptionalInt block,
        int threads,
        OptionalInt inflight,
        boolean stats,
        boolean verify,
        boolean reproducible,
        Path root,
        Log log,
        Optional<Path> libraries,
        int queues,
        boolean noiommu,
        List<String> warnings) {

    /** What is logged. */
    public enum Log {
        OFF,
        INFO,
        DEBUG
    }

    /** The value of {@code device} that takes the best device there is. */
    public static final String AUTO = "auto";

    /** The value of {@code device} that leaves everything to the JDK. */
    public static final String ZLIB = "zlib";

    /** Largest value of {@code queues}. */
    public static final int MAXIMUM_QUEUES = 64;

    private static final String PREFIX = "warpdrive.";
    private static final String REPRODUCIBLE = "reproducible";
    /** Keys that other parts read for themselves: the agent's lists of packages. */
    private static final Set<String> OTHER_KEYS = Set.of("include", "exclude");

    /** With smaller ones data that does not compress would take more than zlib's deflateBound. */
    private static final int SMALLEST_BLOCK = 32 << 10;

    private static final int LARGEST_BLOCK = 8 << 20;
    /** More threads or blocks for one stream than anybody has a use for. */
    private static final int MOST_AT_A_TIME = 256;

    private static volatile WdConfiguration current;
    private static volatile Map<String, String> overrides = Map.of();

    public WdConfiguration {
        warnings = List.copyOf(warnings);
    }

    /** The configuration of this process, read once. */
    public static WdConfiguration current() {
        WdConfiguration configuration = current;
        return configuration == null ? readOnce() : configuration;
    }

    private static WdConfiguration readOnce() {
        WdConfiguration configuration;
        synchronized (WdConfiguration.class) {
            if (current != null) {
                return current;
            }
            configuration = read(System.getProperties(), withEnvironment(overrides));
            current = configuration;
        }
        // after publication, as the log asks for the configuration, and not under the lock: a logger may do anything
        configuration.warnings.forEach(WdLog::info);
        return configuration;
    }

    /** SOURCE_DATE_EPOCH (reproducible-builds.org) asks for the same bytes everywhere, unless the key says otherwise. */
    private static Map<String, String> withEnvironment(Map<String, String> settings) {
        boolean asked = System.getenv("SOURCE_DATE_EPOCH") != null;
        if (!asked || settings.containsKey(REPRODUCIBLE) || System.getProperty(PREFIX + REPRODUCIBLE) != null) {
            return settings;
        }
        Map<String, String> all = new TreeMap<>(settings);
        all.put(REPRODUCIBLE, "true");
        return all;
    }

    /** For the agent and the command line: settings that win over system properties. Has to come before the first use. */
    public static void override(Map<String, String> settings) {
        synchronized (WdConfiguration.class) {
            overrides = Map.copyOf(settings);
            current = null;
        }
    }

    /**
     * Reads a configuration without touching {@link #current}.
     *
     * @param properties where keys begin with {@code warpdrive.}
     * @param settings the same keys without it; they win
     */
    public static WdConfiguration read(Properties properties, Map<String, String> settings) {
        Map<String, String> values = new TreeMap<>();
        for (String name : properties.stringPropertyNames()) {
            if (name.startsWith(PREFIX)) {
                values.put(name.substring(PREFIX.length()), properties.getProperty(name));
            }
        }
        values.putAll(settings);
        values.keySet().removeAll(OTHER_KEYS);
        return new Reader(values).read();
    }

    /** Takes the known keys out of a map and complains about the rest. */
    private static final class Reader {
        private final Map<String, String> values;
        private final List<String> warnings = new ArrayList<>();

        Reader(Map<String, String> values) {
            this.values = values;
        }

        WdConfiguration read() {
            String device = take("device", AUTO);
            WdPolicy policy = choice("policy", WdPolicy.BALANCED, WdPolicy.values());
            OptionalInt min = number("min", 0, Integer.MAX_VALUE);
            OptionalInt block = number("block", SMALLEST_BLOCK, LARGEST_BLOCK);
            int threads = number("threads", 1, MOST_AT_A_TIME).orElse(1);
            OptionalInt inflight = number("inflight", 1, MOST_AT_A_TIME);
            boolean stats = flag("stats");
            boolean verify = flag("verify");
            boolean reproducible = flag(REPRODUCIBLE);
            Path root = path("root").orElse(Path.of("/"));
            Log log = choice("log", Log.INFO, Log.values());
            Optional<Path> libraries = path("libraries");
            int queues = number("queues", 1, MAXIMUM_QUEUES).orElse(1);
            boolean noiommu = flag("noiommu");
            values.keySet().forEach(key -> warnings.add("unknown configuration key " + key + " is ignored"));
            return new WdConfiguration(
                    device,
                    policy,
                    min,
                    block,
                    threads,
                    inflight,
                    stats,
                    verify,
                    reproducible,
                    root,
                    log,
                    libraries,
                    queues,
                    noiommu,
                    warnings);
        }

        private String take(String key, String otherwise) {
            String value = values.remove(key);
            return value == null || value.isBlank() ? otherwise : value.strip();
        }

        private <E extends Enum<E>> E choice(String key, E otherwise, E[] choices) {
            String value = take(key, otherwise.name());
            for (E choice : choices) {
                if (choice.name().equalsIgnoreCase(value)) {
                    return choice;
                }
            }
            return bad(key, value, otherwise);
        }

        private boolean flag(String key) {
            if (!values.containsKey(key)) {
                return false;
            }
            // -Dwarpdrive.stats and the agent's bare "stats" mean true
            String value = take(key, "true").toLowerCase(Locale.ROOT);
            return switch (value) {
                case "true" -> true;
                case "false" -> false;
                default -> bad(key, value, false);
            };
        }

        private OptionalInt number(String key, int least, int most) {
            String value = take(key, "");
            if (value.isEmpty()) {
                return OptionalInt.empty();
            }
            try {
                int number = Integer.parseInt(value);
                return number >= least && number <= most
                        ? OptionalInt.of(number)
                        : bad(key, value, OptionalInt.empty());
            } catch (NumberFormatException e) {
                return bad(key, value, OptionalInt.empty());
            }
        }

        private Optional<Path> path(String key) {
            String value = take(key, "");
            try {
                return value.isEmpty() ? Optional.empty() : Optional.of(Path.of(value));
            } catch (java.nio.file.InvalidPathException e) {
                return bad(key, value, Optional.empty());
            }
        }

        private <T> T bad(String key, String value, T otherwise) {
            warnings.add("configuration key " + key + " can't be '" + value + "', it is ignored");
            return otherwise;
        }
    }
}
