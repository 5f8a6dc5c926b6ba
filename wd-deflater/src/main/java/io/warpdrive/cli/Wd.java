// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.cli;

import io.warpdrive.settings.Setting;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code wd}. */
@Command(
        name = "wd",
        description = "DEFLATE on accelerator queues: hardware, SIMD engines, or zlib.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:all went well", "1:a file could not be done", "2:wrong usage"},
        subcommands = {
            DevicesCommand.class,
            AttachCommand.class,
            ReportCommand.class,
            BenchCommand.class,
            DoctorCommand.class,
            ClassPathCommand.class,
            SettingsCommand.class
        })
public final class Wd implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    // the two formats of WarpDrive's sample program
    @Option(names = "-z", description = "Compress standard input to standard output in zlib format.")
    private boolean zlib;

    @Option(names = "-g", description = "The same in gzip format.")
    private boolean gzip;

    @Option(names = "-d", description = "With -z or -g: decompress.")
    private boolean decompress;

    @Mixin
    private ConfigurationOptions configuration;

    private Wd() {}

    /** Runs the tool and leaves the JVM with 0 when all went well, 1 when something failed, 2 on wrong usage. */
    public static void main(String[] arguments) {
        CommandLine line = commandLine();
        // not System.out, which keeps a full disk to itself
        PrintWriter out = new PrintWriter(new FileOutputStream(FileDescriptor.out), false, Charset.defaultCharset());
        line.setOut(out);
        int status = line.execute(arguments);
        if (out.checkError()) {
            System.err.println("wd: standard output can't be written");
            status = CommandLine.ExitCode.SOFTWARE;
        }
        System.exit(status);
    }

    ConfigurationOptions configuration() {
        return configuration;
    }

    static CommandLine commandLine() {
        CommandLine line = new CommandLine(new Wd());
        line.setCommandName(Installation.command());
        line.addSubcommand(Installation.emulate());
        for (Format format : Format.values()) {
            line.addSubcommand(FormatCommand.spec(format));
        }
        line.getCommandSpec()
                .usageMessage()
                .footer(
                        "%nKeys of --set, see '" + Installation.command() + " settings':",
                        "  " + Arrays.stream(Setting.values()).map(Setting::key).collect(Collectors.joining(", ")));
        // zlib is a device as well as a command
        line.setAllowSubcommandsAsOptionParameters(true);
        // a file may be called @name
        line.setExpandAtFiles(false);
        line.setUsageHelpAutoWidth(true);
        line.setParameterExceptionHandler(Wd::wrongUsage);
        line.setExecutionExceptionHandler(Wd::failed);
        return line;
    }

    private static int wrongUsage(ParameterException exception, String[] arguments) {
        CommandLine line = exception.getCommandLine();
        line.getErr().println("wd: " + WrongUsage.words(exception));
        line.getErr().println("Try '" + line.getCommandSpec().qualifiedName() + " --help'.");
        return CommandLine.ExitCode.USAGE;
    }

    private static int failed(Exception exception, CommandLine line, CommandLine.ParseResult result) throws Exception {
        if (!(exception instanceof IOException)) {
            // a mistake of ours: its trace is worth more than its message
            throw exception;
        }
        line.getErr().println("wd: " + exception.getMessage());
        return CommandLine.ExitCode.SOFTWARE;
    }

    @Override
    public Integer call() {
        if (zlib == gzip) {
            throw new ParameterException(
                    spec.commandLine(), zlib ? "-z and -g exclude each other" : "a command is missing");
        }
        configuration.apply();
        Transfer.Action action = decompress ? Transfer.Action.DECOMPRESS : Transfer.Action.COMPRESS;
        return new Transfer(Transfer.Manner.piped(zlib ? Format.ZLIB : Format.GZIP, action), System.err)
                        .run(Transfer.STANDARD)
                ? 0
                : 1;
    }
}
