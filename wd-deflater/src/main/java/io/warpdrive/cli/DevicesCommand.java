// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.cli;

import io.warpdrive.route.CostReport;
import io.warpdrive.route.Router;
import io.warpdrive.settings.WdConfiguration;
import java.io.PrintWriter;
import java.util.Optional;
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

    @Option(names = "--costs", description = "Measure what zlib and the engine cost on this machine, and loading it.")
    private boolean costs;

    @ParentCommand
    private Wd wd;

    @Override
    public Integer call() {
        wd.configuration().apply();
        if (costs) {
            return printCosts();
        }
        DeviceReport report = DeviceReport.of(WdConfiguration.current());
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(report.json());
        } else {
            report.text().forEach(out::println);
        }
        return CommandLine.ExitCode.OK;
    }

    private int printCosts() {
        Optional<CostReport> report = Router.measureCosts(CostTable.sample());
        if (report.isEmpty()) {
            spec.commandLine().getErr().println("wd: nothing but zlib can be used; the command devices says why");
            return CommandLine.ExitCode.SOFTWARE;
        }
        PrintWriter out = spec.commandLine().getOut();
        CostTable table = new CostTable(report.get());
        if (json) {
            out.println(table.json());
        } else {
            table.text().forEach(out::println);
        }
        return CommandLine.ExitCode.OK;
    }
}
