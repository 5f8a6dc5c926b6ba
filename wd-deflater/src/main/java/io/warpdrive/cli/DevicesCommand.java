// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.cli;

import io.warpdrive.settings.WdConfiguration;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code wd devices}: what there is, what is used for what, and why the rest is not. */
@Command(
        name = "devices",
        description = "Show the devices of this machine, what each operation would use, and why not the others.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class DevicesCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @ParentCommand
    private Wd wd;

    @Override
    public Integer call() {
        wd.configuration().apply();
        DeviceReport report = DeviceReport.of(WdConfiguration.current());
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(report.json());
        } else {
            report.text().forEach(out::println);
        }
        return CommandLine.ExitCode.OK;
    }
}
