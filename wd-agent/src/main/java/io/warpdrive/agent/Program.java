// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.agent;

import java.io.File;
import java.lang.reflect.InvocationTargetException;

/**
 * What {@code java -jar wd-agent.jar} starts: the command {@code wd}, in the class loader that the agent has for all that it
 * carries. The agent itself never touches this class.
 */
public final class Program {
    /** The class to run in place of the command, when that starts a process of its own to measure in. */
    private static final String MAIN = "io.warpdrive.main";

    private static final String FORMAT = "java.util.logging.SimpleFormatter.format";

    private Program() {}

    /**
     * Runs the command and leaves the JVM as it does.
     *
     * @param arguments the command's
     * @throws Throwable what the command throws, which is a mistake of ours
     */
    public static void main(String[] arguments) throws Throwable {
        if (System.getProperty(FORMAT) == null) {
            System.setProperty(FORMAT, "wd: %5$s%n");
        }
        File jar = new File(Program.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        Class<?> command = AgentLoader.of(jar).loadClass(System.getProperty(MAIN, "io.warpdrive.cli.Wd"));
        try {
            command.getMethod("main", String[].class).invoke(null, (Object) arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
