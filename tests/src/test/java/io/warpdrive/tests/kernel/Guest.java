// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.tests.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.warpdrive.queue.WdDevice;
import io.warpdrive.queue.WdDevices;
import io.warpdrive.settings.WdConfiguration;
import io.warpdrive.tests.agent.Run;
import io.warpdrive.uacce.UacceDevice;
import io.warpdrive.uacce.UacceDevices;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

/** The machine that these tests run on, as {@code tests/kernel/guest/init} has set it up. */
final class Guest {
    static final String DEVICE = "hisi_zip-0";
    static final Path ROOT = Path.of("/");
    /** What is left here goes to the host, which compares {@code NAME.gz} or {@code NAME.zz} with {@code NAME.sha256}. */
    static final Path OUT = Path.of("/out");

    /** Queues that the device has if nobody uses one. */
    static final int QUEUES = 16;

    private static final Path PARAMETERS = Path.of("/sys/module/hisi_zip_sim/parameters");
    private static final Path ATTRIBUTES = Path.of("/sys/class/uacce").resolve(DEVICE);
    private static final Path PROGRAMS = Path.of("/jars/programs");
    private static final Path AGENT = Path.of("/jars/wd-agent.jar");

    private static final long PATIENCE_NANOS = 15_000_000_000L;
    private static final Map<String, Run> PLAIN_RUNS = new ConcurrentHashMap<>();

    private Guest() {}

    /** Whether the device was loaded with shared virtual addressing. */
    static boolean hasSharedAddresses() {
        return System.getProperty("kernel.variant").equals("sva");
    }

    /** Whether another kernel's guest has more time. */
    static boolean isBrief() {
        return System.getProperty("kernel.extent").equals("brief");
    }

    /** The interface that the device was loaded with. */
    static String api() {
        return System.getProperty("kernel.api");
    }

    static UacceDevice uacce() {
        return UacceDevices.list(ROOT).get(0);
    }

    static WdDevice device() {
        WdConfiguration configuration = WdConfiguration.read(new Properties(), Map.of());
        return WdDevices.discover(configuration).list().stream()
                .filter(device -> device.name().equals(DEVICE))
                .findFirst()
                .orElseThrow();
    }

    /** Whether this kernel's uacce has an attribute. */
    static boolean hasAttribute(String name) {
        return Files.exists(ATTRIBUTES.resolve(name));
    }

    static int freeQueues() {
        return Integer.parseInt(read(ATTRIBUTES.resolve("available_instances")));
    }

    /** A parameter or counter of the device's module. */
    static long parameter(String name) {
        return Long.parseLong(read(PARAMETERS.resolve(name)));
    }

    static void parameter(String name, Object value) {
        try {
            Files.writeString(PARAMETERS.resolve(name), value.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A fault that is over when this is closed. */
    interface Fault extends AutoCloseable {
        @Override
        void close();
    }

    /** Sets one of the module's parameters until it is closed. */
    static Fault with(String name, Object value) {
        parameter(name, value);
        return () -> parameter(name, 0);
    }

    /** A JVM on a main class of ours, which sees all that this one sees. */
    static List<String> java(String mainClass, String... arguments) {
        return jvm(List.of(), System.getProperty("java.class.path"), mainClass, arguments);
    }

    /** A JVM on a program that knows nothing of us. {@code agent}: the agent's arguments, empty for no agent. */
    static List<String> program(String agent, String name, String... arguments) {
        List<String> options = agent.isEmpty() ? List.of() : List.of("-javaagent:" + AGENT + "=" + agent);
        return jvm(options, PROGRAMS.toString(), "sample." + name, arguments);
    }

    /** What a program does by itself; run once. */
    static Run withoutAgent(String name) throws IOException, InterruptedException {
        Run known = PLAIN_RUNS.get(name);
        if (known == null) {
            known = Run.of(program("", name));
            PLAIN_RUNS.put(name, known);
        }
        return known;
    }

    private static List<String> jvm(List<String> options, String classPath, String mainClass, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(System.getProperty("kernel.options").split(" ")));
        command.add("--enable-native-access=ALL-UNNAMED");
        command.add("-Djava.util.logging.SimpleFormatter.format=%5$s%n");
        // programs are short: under the default most would see nothing but zlib
        command.add("-Dwarpdrive.start=eager");
        command.addAll(options);
        command.addAll(List.of("-cp", classPath, mainClass));
        command.addAll(List.of(arguments));
        return command;
    }

    /** Runs a tool of the guest that has to succeed. */
    static void tool(String... command) throws Exception {
        Run run = Run.of(List.of(command));
        assertThat(run.exit()).as("%s: %s", List.of(command), run.err()).isZero();
    }

    /** Loads the device's module again, as init did. */
    static void loadModule() throws Exception {
        tool("insmod", "/modules/hisi_zip_sim.ko", "api=" + api(), "sva=" + (hasSharedAddresses() ? 1 : 0));
    }

    static void removeModule() throws Exception {
        tool("rmmod", "hisi_zip_sim");
    }

    /** Until so many queues are free; false if that takes too long. */
    static boolean awaitFreeQueues(int count) {
        return await(() -> freeQueues() == count);
    }

    /** Until the device has begun a request since it had begun {@code before}; false if that takes too long. */
    static boolean awaitRequest(long before) {
        return await(() -> parameter("requests") != before);
    }

    private static boolean await(BooleanSupplier condition) {
        long start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - start > PATIENCE_NANOS) {
                return false;
            }
            Thread.onSpinWait();
        }
        return true;
    }
}
