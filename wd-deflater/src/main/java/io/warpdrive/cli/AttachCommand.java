// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code wd attach}: the agent for a program that runs already. */
@Command(
        name = "attach",
        description = "Put the agent into a running JVM, and say in one line what came of it.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class AttachCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "PID", description = "The JVM's process, as jps shows it.")
    private long pid;

    @Parameters(index = "1..*", paramLabel = "KEY=VALUE", description = "Keys of the configuration, as for the agent.")
    private List<String> settings = List.of();

    @Override
    public Integer call() throws IOException {
        if (pid <= 0 || settings.stream().anyMatch(each -> each.contains(","))) {
            throw new ParameterException(spec.commandLine(), "a PID and then KEY=VALUE without commas are wanted");
        }
        Path agent = Installation.agent()
                .orElseThrow(() -> new Failure("attach", "needs the agent's jar: java -jar wd-agent.jar attach PID"));
        RunningJvm jvm = new RunningJvm(pid);
        jvm.check();
        try {
            new Attachment(jvm).load(agent, String.join(",", settings));
        } catch (NoClassDefFoundError e) {
            throw jvm.notFromASmallImage();
        }
        spec.commandLine().getOut().println(jvm + ": attached, new Deflaters and Inflaters are served");
        return CommandLine.ExitCode.OK;
    }
}
