// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.agent;

import java.lang.instrument.Instrumentation;

// no class of ours in what its methods take and return: the JVM looks at them before the first of them can catch
// anything
/**
 * What the JVM starts for {@code -javaagent:wd-agent.jar[=key=value,…]} and for dynamic attach. Whatever goes wrong in
 * here is said in one line on standard error, and the application runs as it would without us.
 */
public final class WarpDriveAgent {
    private WarpDriveAgent() {}

    /**
     * Called by the JVM before the application's {@code main}.
     *
     * @param arguments {@code key=value,…}; {@code null} where there are none
     * @param instrumentation the JVM's
     */
    public static void premain(String arguments, Instrumentation instrumentation) {
        install(arguments, instrumentation, Thread.currentThread());
    }

    /**
     * Called by the JVM when the agent is attached to a running application.
     *
     * @param arguments as above
     * @param instrumentation the JVM's
     */
    public static void agentmain(String arguments, Instrumentation instrumentation) {
        Outcome.tell(install(arguments, instrumentation, null), instrumentation);
    }

    /** @return why the agent is not installed, or is not now; empty if it is */
    // an exception out of premain would end the JVM; there is nobody to hand any of them to
    @SuppressWarnings("CatchingUnchecked")
    private static String install(String arguments, Instrumentation instrumentation, Thread starter) {
        StringBuilder failure = new StringBuilder();
        try {
            new Installation(arguments == null ? "" : arguments, instrumentation, starter, false, failure).begin();
        } catch (Throwable e) {
            complain(e, failure);
        }
        return failure.toString();
    }

    /** One line: what is at the bottom of it says more than that a class is missing. */
    static void complain(Throwable failed, StringBuilder failure) {
        Throwable reason = failed;
        while (reason.getCause() != null) {
            reason = reason.getCause();
        }
        // not through a logger: the application has not had its chance to configure logging
        System.err.println("warpdrive: the agent can't be installed, java.util.zip stays as it is: " + reason);
        failure.append(reason);
    }
}
