// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code wd report}: the counts of the MXBeans of a program that runs. */
@Command(
        name = "report",
        description = "Tell what a running JVM's streams were served by so far, and why not by an engine.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class ReportCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "PID", description = "The JVM's process, as jps shows it.")
    private long pid;

    @Override
    public Integer call() throws IOException {
        if (pid <= 0) {
            throw new ParameterException(spec.commandLine(), "a PID is wanted");
        }
        RunningJvm jvm = new RunningJvm(pid);
        jvm.check();
        try {
            StreamCounts.print(jvm, spec.commandLine().getOut());
        } catch (NoClassDefFoundError e) {
            throw jvm.notFromASmallImage();
        }
        return CommandLine.ExitCode.OK;
    }
}
