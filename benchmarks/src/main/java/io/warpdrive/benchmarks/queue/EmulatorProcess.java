// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.benchmarks.queue;

import io.warpdrive.emulator.Emulator;
import io.warpdrive.emulator.EmulatorOptions;
import io.warpdrive.queue.WdDevice;
import io.warpdrive.queue.WdDevices;
import io.warpdrive.queue.WdMode;
import io.warpdrive.settings.WdConfiguration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** An emulator in a process of its own, as a device is: what it allocates and compiles does not disturb the client. */
final class EmulatorProcess implements AutoCloseable {
    private final Path root;
    private final Process process;

    private EmulatorProcess(Path root, Process process) {
        this.root = root;
        this.process = process;
    }

    /**
     * Starts one device and waits until it is there.
     *
     * @param fault as for {@code wd emulate --fault}, or nothing
     */
    static EmulatorProcess start(WdMode mode, String fault) throws IOException {
        // short: a socket's path may not have more than 107 bytes
        Path root = Files.createTempDirectory("wd");
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        ProcessBuilder builder = new ProcessBuilder(java, "-cp", System.getProperty("java.class.path"));
        builder.command().add(EmulatorProcess.class.getName());
        builder.command().add(root.toString());
        builder.command().add(mode.name());
        builder.command().addAll(fault.isEmpty() ? List.of() : List.of(fault));
        Process process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
        String line = process.inputReader().readLine();
        if (!"ready".equals(line)) {
            throw new IOException("the emulator said: " + line);
        }
        return new EmulatorProcess(root, process);
    }

    /** The emulator's side: {@code ROOT MODE [FAULT]…}. Ends with its parent. */
    public static void main(String[] arguments) throws IOException {
        String[] faults = Arrays.copyOfRange(arguments, 2, arguments.length);
        EmulatorOptions options = EmulatorOptions.of(Path.of(arguments[0]))
                .withMode(WdMode.valueOf(arguments[1]))
                .withFaults(faults);
        Emulator emulator = Emulator.start(options);
        System.out.println("ready");
        // until the parent closes it or dies
        while (System.in.read() >= 0) {}
        emulator.close();
    }

    WdDevice device() {
        WdConfiguration configuration =
                WdConfiguration.read(new Properties(), Map.of("root", root.toString(), "device", "hisi_zip-0"));
        return device(configuration, "hisi_zip-0");
    }

    /** The engine that the emulator works with, in this process. */
    static WdDevice engine() {
        return device(WdConfiguration.read(new Properties(), Map.of()), "soft");
    }

    private static WdDevice device(WdConfiguration configuration, String name) {
        return WdDevices.discover(configuration).list().stream()
                .filter(device -> device.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        process.onExit().join();
        try (var tree = Files.walk(root)) {
            for (Path file : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
