// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.cli;

import io.warpdrive.health.WdHealth;
import io.warpdrive.health.WdHealth.Finding;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code wd doctor}: whether anything accelerates here, and what stands in the way. */
@Command(
        name = "doctor",
        description = "Look at everything that acceleration depends on, try the engines, and say what to do.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:something accelerates", "1:nothing does", "2:wrong usage"})
final class DoctorCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @ParentCommand
    private Wd wd;

    @Override
    public Integer call() {
        wd.configuration().apply();
        WdHealth health = WdHealth.check();
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(json(health));
        } else {
            for (Finding finding : health.findings()) {
                out.printf("%-11s  %s: %s%n", words(finding.state()), finding.subject(), finding.fact());
                out.printf("%-11s  %s%n", "", finding.advice());
            }
            out.println();
            out.println(health.accelerates() ? "Something accelerates." : "Nothing accelerates: everything is zlib's.");
        }
        return health.accelerates() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }

    private static String json(WdHealth health) {
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("accelerates", health.accelerates());
        report.put(
                "findings", health.findings().stream().map(DoctorCommand::json).toList());
        return Json.of(report);
    }

    private static Map<String, Object> json(Finding finding) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("subject", finding.subject());
        json.put("state", words(finding.state()));
        json.put("fact", finding.fact());
        json.put("advice", finding.advice());
        return json;
    }

    private static String words(WdHealth.State state) {
        return state.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
