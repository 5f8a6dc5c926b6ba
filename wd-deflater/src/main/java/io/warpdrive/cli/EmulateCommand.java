// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.cli;

import io.warpdrive.emulator.Emulator;
import io.warpdrive.emulator.EmulatorOptions;
import io.warpdrive.queue.WdMode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code wd emulate}: a ZIP engine for machines without one. */
@Command(
        name = "emulate",
        description = {
            "Serve emulated hisi_zip devices below a directory until interrupted.",
            "Programs use them with -Dwarpdrive.root=DIR, the other commands with --set root=DIR."
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class EmulateCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--root",
            required = true,
            paramLabel = "DIR",
            description = "Where sys/class/uacce and dev are made; a short path, as sockets need one.")
    private Path root;

    @Option(names = "--devices", paramLabel = "N", defaultValue = "1", description = "Devices, 1 to 16 (default: 1).")
    private int devices;

    @Option(
            names = "--queues",
            paramLabel = "N",
            defaultValue = "16",
            description = "Queues of each device, 1 to 1024 (default: 16).")
    private int queues;

    @Option(
            names = "--mode",
            paramLabel = "MODE",
            defaultValue = "sva",
            converter = ModeConverter.class,
            description = "sva: any memory of a process, which the kernel has to allow (ptrace rights); share-domain:"
                    + " reserved memory only, one process at a time (default: sva).")
    private WdMode mode;

    @Option(
            names = "--api",
            paramLabel = "API",
            defaultValue = "hisi_qm_v2",
            description = "hisi_qm_v1, hisi_qm_v2 or hisi_qm_v3 (default: hisi_qm_v2).")
    private String api;

    @Option(
            names = "--fault",
            paramLabel = "KIND[:RATE]",
            description = "What to get wrong, and in which share of the requests: error, tag, spurious, hang, reset,"
                    + " isolate, gone, slow, corrupt. May be given more than once.")
    private List<String> faults = List.of();

    /** As the option spells it. */
    private static final class ModeConverter implements ITypeConverter<WdMode> {
        @Override
        public WdMode convert(String value) {
            return switch (value.toLowerCase(Locale.ROOT)) {
                case "sva" -> WdMode.SVA;
                case "share-domain" -> WdMode.SHARE_DOMAIN;
                default -> throw new TypeConversionException("'" + value + "' is neither sva nor share-domain");
            };
        }
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Emulator emulator;
        try {
            emulator = Emulator.start(new EmulatorOptions(root.toAbsolutePath(), devices, queues, mode, api, faults));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
        PrintWriter out = spec.commandLine().getOut();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> close(emulator)));
        out.println("serving " + devices + " device" + (devices == 1 ? "" : "s") + " below " + root.toAbsolutePath());
        out.flush();
        // until the process is told to end
        Thread.currentThread().join();
        return CommandLine.ExitCode.OK;
    }

    private void close(Emulator emulator) {
        try {
            emulator.close();
        } catch (IOException e) {
            spec.commandLine().getErr().println("wd: " + e.getMessage());
        }
    }
}
