// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.emulator;

import io.warpdrive.queue.WdDevice;
import io.warpdrive.queue.WdDevices;
import io.warpdrive.queue.WdQueue;
import io.warpdrive.queue.ZipFlush;
import io.warpdrive.queue.ZipOperation;
import io.warpdrive.settings.WdConfiguration;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Properties;

/** For tests: other processes. {@code client ROOT BLOCKS} compresses and checks; {@code emulator ROOT} serves. */
public final class ClientProcess {
    private ClientProcess() {}

    /** Says a line on standard output when it is ready, and another one when it is done. */
    public static void main(String[] arguments) throws Exception {
        if (arguments[0].equals("emulator")) {
            Emulator.start(EmulatorOptions.of(Path.of(arguments[1])));
            System.out.println("ready");
            Thread.currentThread().join();
        }
        WdDevice device =
                WdDevices.discover(WdConfiguration.read(new Properties(), Map.of("root", arguments[1]))).list().stream()
                        .filter(each -> each.name().equals("hisi_zip-0"))
                        .findFirst()
                        .orElseThrow();
        try (WdQueue queue = device.requestQueue(ZipOperation.DEFLATE)) {
            int blocks = Integer.parseInt(arguments[2]);
            for (int i = 0; i < blocks; i++) {
                byte[] plain = Blocks.text(50_000, i % 7);
                byte[] back = Blocks.inflate(Blocks.deflate(queue, plain, ZipFlush.FINISH));
                if (!Arrays.equals(plain, back)) {
                    throw new IllegalStateException("block " + i + " is damaged");
                }
                if (i == 0) {
                    System.out.println("ready");
                }
            }
            // until then it has its queue, for whoever counts them
            if (System.in.read() < 0) {
                throw new IllegalStateException("nobody there");
            }
        }
        System.out.println("done");
    }

    /** Starts one and waits until it is ready. */
    public static Process start(String... arguments) throws Exception {
        String[] command = {
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-Xshare:auto",
            "-cp",
            System.getProperty("java.class.path"),
            ClientProcess.class.getName()
        };
        String[] all = Arrays.copyOf(command, command.length + arguments.length);
        System.arraycopy(arguments, 0, all, command.length, arguments.length);
        Process process = new ProcessBuilder(all)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String line = process.inputReader().readLine();
        if (!"ready".equals(line)) {
            process.destroyForcibly();
            throw new IllegalStateException("the other process said: " + line);
        }
        return process;
    }
}
