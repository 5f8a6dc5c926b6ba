// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.cli;

import io.warpdrive.settings.Setting;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code wd settings}: the keys of the configuration. The table of docs/configuration.md is what {@code --markdown} prints. */
@Command(
        name = "settings",
        description = "Show the keys of the configuration, what they take and what they mean.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class SettingsCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(names = "--markdown", description = "Print the table that docs/configuration.md has.")
    private boolean markdown;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        if (markdown) {
            Setting.markdown().forEach(out::println);
            return CommandLine.ExitCode.OK;
        }
        for (Setting setting : Setting.values()) {
            out.printf(
                    "%-12s  %s; default: %s%n",
                    setting.key(), Setting.plain(setting.accepts()), Setting.plain(setting.defaultText()));
            out.printf("%-12s  %s%n", "", Setting.plain(setting.text()));
        }
        return CommandLine.ExitCode.OK;
    }
}
