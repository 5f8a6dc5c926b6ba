// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.tests.emulator;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** {@code wd emulate} in a process of its own, until it is closed. */
public final class EmulatorProcess implements AutoCloseable {
    private final Process process;

    private EmulatorProcess(Process process) {
        this.process = process;
    }

    /** Returns when the device {@code hisi_zip-0} is there. */
    public static EmulatorProcess start(Path root) throws IOException {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "io.warpdrive.cli.Wd",
                "emulate",
                "--root",
                root.toString());
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader lines = process.inputReader();
        String first = lines.readLine();
        if (first == null || !first.startsWith("serving ")) {
            process.destroyForcibly();
            throw new IOException("the emulator did not start: " + first);
        }
        return new EmulatorProcess(process);
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
