// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code wd gzip}, {@code wd zlib} and {@code wd deflate}: one command for each format, with gzip's options. */
@Command(sortOptions = false, mixinStandardHelpOptions = true, versionProvider = Version.class)
final class FormatCommand implements Callable<Integer> {
    private static final int FASTEST = 1;
    private static final int USUAL = 6;
    private static final int BEST = 9;

    private final Format format;
    private int level = USUAL;

    @Option(
            names = {"-d", "--decompress"},
            description = "Decompress.")
    private boolean decompress;

    @Option(
            names = {"-t", "--test"},
            description = "Test compressed files, write nothing.")
    private boolean test;

    @Option(
            names = {"-k", "--keep"},
            description = "Keep the input; without it, it is removed when its output is whole.")
    private boolean keep;

    @Option(
            names = {"-f", "--force"},
            description = "Overwrite, follow links, write compressed data to a terminal.")
    private boolean force;

    @Option(
            names = {"-c", "--stdout"},
            description = "Write to standard output, keep the input.")
    private boolean toOutput;

    @Option(
            names = {"-v", "--verbose"},
            description = "Say how much smaller each file became.")
    private boolean verbose;

    @ParentCommand
    private Wd wd;

    @Parameters(paramLabel = "FILE", description = "Without a FILE, and for -, standard input to standard output.")
    private List<String> files = List.of(Transfer.STANDARD);

    private FormatCommand(Format format) {
        this.format = format;
    }

    /** The command for {@code format}. */
    static CommandSpec spec(Format format) {
        FormatCommand command = new FormatCommand(format);
        CommandSpec spec = CommandSpec.forAnnotatedObject(command).name(format.command());
        spec.usageMessage()
                .description("Compress or decompress files in " + format.command() + " format (FILE" + format.suffix()
                        + ").");
        for (int level = FASTEST; level <= BEST; level++) {
            spec.addOption(command.levelOption(level));
        }
        return spec;
    }

    // an option for each digit, so that -9k means -9 -k
    private OptionSpec levelOption(int digit) {
        OptionSpec.Builder option =
                switch (digit) {
                    case FASTEST -> OptionSpec.builder("-1", "--fast").description("Compress faster.");
                    case BEST -> OptionSpec.builder("-9", "--best").description("Compress better; -6 is usual.");
                    default -> OptionSpec.builder("-" + digit).hidden(true);
                };
        return option.type(boolean.class).setter(new LevelSetter(digit)).build();
    }

    private final class LevelSetter implements picocli.CommandLine.Model.ISetter {
        private final int digit;

        LevelSetter(int digit) {
            this.digit = digit;
        }

        @Override
        @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
        public <T> T set(T value) {
            // picocli also sets the initial value, which is null
            if (Boolean.TRUE.equals(value)) {
                level = digit;
            }
            return null;
        }
    }

    @Override
    public Integer call() {
        wd.configuration().apply();
        Transfer transfer = new Transfer(manner(), System.err);
        boolean fine = true;
        for (String file : files) {
            fine &= transfer.run(file);
        }
        return fine ? 0 : 1;
    }

    Transfer.Manner manner() {
        Transfer.Action action =
                test ? Transfer.Action.TEST : decompress ? Transfer.Action.DECOMPRESS : Transfer.Action.COMPRESS;
        return new Transfer.Manner(format, action, level, keep, force, toOutput, verbose);
    }
}
