// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.emulator;

import io.warpdrive.queue.WdDevice;
import io.warpdrive.queue.WdDevices;
import io.warpdrive.settings.WdConfiguration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.Properties;
import java.util.function.UnaryOperator;

/** For tests: a directory with an emulator below it, and the devices that a process finds there. */
public final class EmulatedMachine implements AutoCloseable {
    private final Path root;
    private Emulator emulator;

    private EmulatedMachine(Path root) {
        this.root = root;
    }

    /** Starts an emulator. The directory's path is short, as a socket's has to be. */
    public static EmulatedMachine start(UnaryOperator<EmulatorOptions> options) throws IOException {
        EmulatedMachine machine = new EmulatedMachine(Files.createTempDirectory("wd"));
        machine.emulator = Emulator.start(options.apply(EmulatorOptions.of(machine.root)));
        return machine;
    }

    /** One device, as {@link EmulatorOptions#of} makes it. */
    public static EmulatedMachine start() throws IOException {
        return start(options -> options);
    }

    /** Ends the emulator and starts another one in its place. */
    public void restart(UnaryOperator<EmulatorOptions> options) throws IOException {
        emulator.close();
        emulator = Emulator.start(options.apply(EmulatorOptions.of(root)));
    }

    public Path root() {
        return root;
    }

    /** All devices that there are here, the software device among them. */
    public WdDevices devices(String... settings) {
        Properties properties = new Properties();
        for (String setting : settings) {
            String[] parts = setting.split("=", 2);
            properties.setProperty("warpdrive." + parts[0], parts[1]);
        }
        return WdDevices.discover(WdConfiguration.read(properties, Map.of("root", root.toString())));
    }

    public WdDevice device(String name) {
        return device(root, name);
    }

    /** A device below another directory. */
    public static WdDevice device(Path root, String name) {
        WdConfiguration configuration = WdConfiguration.read(new Properties(), Map.of("root", root.toString()));
        return WdDevices.discover(configuration).list().stream()
                .filter(device -> device.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** The first device. */
    public WdDevice device() {
        return device("hisi_zip-0");
    }

    @Override
    public void close() throws IOException {
        emulator.close();
        try (var tree = Files.walk(root)) {
            for (Path file : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
