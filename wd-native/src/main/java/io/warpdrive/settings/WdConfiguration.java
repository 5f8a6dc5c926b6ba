// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.settings;

import io.warpdrive.support.WdLog;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Properties;
import java.util.TreeSet;

/**
 * What the user has set: system properties {@code warpdrive.<key>}, and agent arguments {@code <key>=value}, which win.
 * {@link Setting} tells what each key means. Immutable, so safe for use by many threads. A bad value or an unknown key
 * never stops a program: it is left out with one {@linkplain #warnings warning}.
 */
public final class WdConfiguration {

    /** What is logged; the values of the key {@code log}. */
    public enum Log {
        /** Nothing. */
        OFF,
        /** What an operator should know once. */
        INFO,
        /** That, and details for whoever looks for a fault. */
        DEBUG
    }

    /** The value of {@code device} that takes the best device there is. */
    public static final String AUTO = "auto";

    /** The value of {@code device} that leaves everything to the JDK. */
    public static final String ZLIB = "zlib";

    private static final String PREFIX = "warpdrive.";

    private static volatile WdConfiguration current;
    private static volatile Map<String, String> overrides = Map.of();

    /** No EnumMap: that starts with a reflective call, which every short program would pay for. */
    private final Map<Setting, Optional<?>> values = new HashMap<>();

    private final List<String> warnings;
    /** Asked for each stream. */
    private final boolean zlibAlone;

    /** Takes what is known out of {@code written} and complains about the rest. */
    private WdConfiguration(Map<String, String> written) {
        Map<String, String> rest = new HashMap<>(written);
        List<String> complaints = new ArrayList<>();
        for (Setting setting : Setting.values()) {
            values.put(setting, setting.value(rest.remove(setting.key()), complaints));
        }
        if (!rest.isEmpty()) {
            for (String key : new TreeSet<>(rest.keySet())) {
                complaints.add(Setting.unknown(key));
            }
        }
        warnings = List.copyOf(complaints);
        zlibAlone = device().equals(ZLIB);
    }

    /**
     * The configuration of this process, read once.
     *
     * @return what is in force; the first call logs the warnings
     */
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
            WdLog.show(configuration.log() != Log.OFF, configuration.log() == Log.DEBUG);
            current = configuration;
        }
        // not under the lock: a logger may do anything, and ask for the configuration
        for (String warning : configuration.warnings) {
            WdLog.info(warning);
        }
        return configuration;
    }

    /** SOURCE_DATE_EPOCH (reproducible-builds.org) asks for the same bytes everywhere, unless the key says otherwise. */
    private static Map<String, String> withEnvironment(Map<String, String> settings) {
        String key = Setting.REPRODUCIBLE.key();
        boolean asked = System.getenv("SOURCE_DATE_EPOCH") != null;
        if (!asked || settings.containsKey(key) || System.getProperty(PREFIX.concat(key)) != null) {
            return settings;
        }
        Map<String, String> all = new HashMap<>(settings);
        all.put(key, "true");
        return all;
    }

    /**
     * For the agent and the command line. Has to come before the first use.
     *
     * @param settings values by {@linkplain Setting#key key}, which win over system properties
     */
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
     * @return what they say; its warnings are not logged
     */
    public static WdConfiguration read(Properties properties, Map<String, String> settings) {
        Map<String, String> written = new HashMap<>();
        for (String name : properties.stringPropertyNames()) {
            if (name.startsWith(PREFIX)) {
                written.put(name.substring(PREFIX.length()), properties.getProperty(name));
            }
        }
        written.putAll(settings);
        return new WdConfiguration(written);
    }

    /**
     * Name of the device to use.
     *
     * @return {@link #AUTO} for the best, {@link #ZLIB} for none
     */
    public String device() {
        return (String) set(Setting.DEVICE);
    }

    /**
     * Whether there is to be no device.
     *
     * @return whether {@link #device} is {@link #ZLIB}
     */
    public boolean isZlibAlone() {
        return zlibAlone;
    }

    /**
     * Whether a device is named: then it is loaded at the first stream and serves what it can, whatever that costs.
     *
     * @return false where the best is taken, and where there is none to take
     */
    public boolean isPinned() {
        return !device().equals(AUTO) && !zlibAlone;
    }

    /**
     * What matters when speed and size disagree.
     *
     * @return never {@code null}
     */
    public WdPolicy policy() {
        return (WdPolicy) set(Setting.POLICY);
    }

    /**
     * When engines and devices are loaded.
     *
     * @return never {@code null}
     */
    public WdStart start() {
        return (WdStart) set(Setting.START);
    }

    /**
     * Smallest total input to offload.
     *
     * @return bytes, 0 or more; empty: what was measured for the device
     */
    public OptionalInt min() {
        return number(Setting.MIN);
    }

    /**
     * Input in a block.
     *
     * @return bytes, 32768 to 8388608; empty: what is best for the device
     */
    public OptionalInt block() {
        return number(Setting.BLOCK);
    }

    /**
     * Threads that compress one long stream on the software device.
     *
     * @return 1 to 256, the caller's included
     */
    public int threads() {
        return (int) set(Setting.THREADS);
    }

    /**
     * Blocks of one long stream that a device is given at a time.
     *
     * @return 1 to 256; empty: 4 on hardware, on the software device as many as keep {@link #threads} busy
     */
    public OptionalInt inflight() {
        return number(Setting.INFLIGHT);
    }

    /**
     * Whether one line for each direction is printed at JVM exit.
     *
     * @return whether it is
     */
    public boolean stats() {
        return (boolean) set(Setting.STATS);
    }

    /**
     * Where the report goes of what the engines would take.
     *
     * @return a file's name, or {@code -} for standard error; empty: nothing is observed
     */
    public Optional<String> observe() {
        return Optional.ofNullable((String) values.get(Setting.OBSERVE).orElse(null));
    }

    /**
     * Whether MXBeans are registered even if that starts the platform's MBean server.
     *
     * @return whether they are
     */
    public boolean jmx() {
        return (boolean) set(Setting.JMX);
    }

    /**
     * Whether every compressed block is inflated again before it is handed out.
     *
     * @return whether it is
     */
    public boolean verify() {
        return (boolean) set(Setting.VERIFY);
    }

    /**
     * Whether zlib only compresses, so that the bytes are the same on every machine.
     *
     * @return what the key says; without it whether the environment variable SOURCE_DATE_EPOCH is set
     */
    public boolean reproducible() {
        return (boolean) set(Setting.REPRODUCIBLE);
    }

    /**
     * Directory in place of {@code /} for {@code /sys/class/uacce} and {@code /dev}.
     *
     * @return never {@code null}
     */
    public Path root() {
        Optional<?> root = values.get(Setting.ROOT);
        return root.isPresent() ? (Path) root.get() : Path.of("/");
    }

    /**
     * What is logged.
     *
     * @return never {@code null}
     */
    public Log log() {
        return (Log) set(Setting.LOG);
    }

    /**
     * Directory to look for engine libraries in before the system's.
     *
     * @return empty: none
     */
    public Optional<Path> libraries() {
        return Optional.ofNullable((Path) values.get(Setting.LIBRARIES).orElse(null));
    }

    /**
     * Queues to hold of a device for each direction and NUMA node.
     *
     * @return 1 to 64
     */
    public int queues() {
        return (int) set(Setting.QUEUES);
    }

    /**
     * Whether devices that see physical addresses without any protection are used; only for testing.
     *
     * @return whether they are
     */
    public boolean noiommu() {
        return (boolean) set(Setting.NOIOMMU);
    }

    /**
     * What was left out.
     *
     * @return one line for each bad value and each unknown key; unmodifiable
     */
    public List<String> warnings() {
        return warnings;
    }

    /** The value of a key that has a default. */
    private Object set(Setting setting) {
        return values.get(setting).orElseThrow();
    }

    private OptionalInt number(Setting setting) {
        Optional<?> value = values.get(setting);
        return value.isPresent() ? OptionalInt.of((Integer) value.get()) : OptionalInt.empty();
    }
}
