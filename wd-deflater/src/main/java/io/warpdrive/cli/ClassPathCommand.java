// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code wd classpath}: the class path that the script has started this JVM with serves any program. */
@Command(
        name = "classpath",
        description = "Print a class path with the library and all it needs, for java -cp and javac -cp.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class ClassPathCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Failure {
        if (Installation.jar().isPresent()) {
            throw new Failure(
                    "classpath",
                    "the classes in the agent's jar are for the agent; take io.warpdrive:wd-deflater"
                            + " from a Maven repository, or run ./wd classpath in a checkout");
        }
        PrintWriter out = spec.commandLine().getOut();
        out.println(System.getProperty("java.class.path"));
        return CommandLine.ExitCode.OK;
    }
}
