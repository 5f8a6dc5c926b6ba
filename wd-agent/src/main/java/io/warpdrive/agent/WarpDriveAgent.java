// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.agent;

import java.io.File;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.util.function.Function;

/**
 * What the JVM starts for {@code -javaagent:wd-agent.jar[=key=value,…]} and for dynamic attach. Whatever goes wrong in
 * here is said in one line on standard error, and the application runs as it would without us.
 */
public final class WarpDriveAgent {
    private static final String INSTALLER = "io.warpdrive.agent.rewrite.Installer";

    /** The system's class loader has this class once, however often the agent is asked for. */
    private static boolean installed;

    private WarpDriveAgent() {}

    /**
     * Called by the JVM before the application's {@code main}.
     *
     * @param arguments {@code key=value,…}; {@code null} where there are none
     * @param instrumentation the JVM's
     */
    public static void premain(String arguments, Instrumentation instrumentation) {
        install(installation(arguments, instrumentation, Thread.currentThread()));
    }

    /**
     * Called by the JVM when the agent is attached to a running application.
     *
     * @param arguments as above
     * @param instrumentation the JVM's
     */
    public static void agentmain(String arguments, Instrumentation instrumentation) {
        Installation installation = installation(arguments, instrumentation, null);
        install(installation);
        Outcome.tell(installation.failure().toString(), instrumentation);
    }

    private static Installation installation(String arguments, Instrumentation instrumentation, Thread starter) {
        return new Installation(
                arguments == null ? "" : arguments, instrumentation, starter, false, new StringBuilder());
    }

    private static void install(Installation installation) {
        if (!isFirst()) {
            System.err.println("warpdrive: the agent is installed already, the second one does nothing");
            installation.failure().append("the agent is installed already");
        } else if (installation.starter() != null && Gate.mayWait(installation)) {
            installation.instrumentation().addTransformer(new Gate(installation), true);
        } else {
            load(installation);
        }
    }

    private static synchronized boolean isFirst() {
        boolean first = !installed;
        installed = true;
        return first;
    }

    /**
     * Loads the agent proper.
     *
     * @return what transforms classes; null if that does not work
     */
    // an exception out of premain would end the JVM; there is nobody to hand any of them to
    @SuppressWarnings("CatchingUnchecked")
    static ClassFileTransformer load(Installation installation) {
        try {
            File jar = new File(WarpDriveAgent.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return installer(AgentLoader.of(jar)).apply(installation);
        } catch (Throwable e) {
            // not through a logger: the application has not had its chance to configure logging
            System.err.println("warpdrive: the agent can't be installed, java.util.zip stays as it is: " + e);
            installation.failure().append(e);
            return null;
        }
    }

    /**
     * A type of the JDK's stands between us and the installer: we don't see its class. Its constructor takes nothing, as from
     * Java 18 on reflection with arguments costs a short program some milliseconds.
     */
    @SuppressWarnings("unchecked")
    private static Function<Installation, ClassFileTransformer> installer(ClassLoader loader)
            throws ReflectiveOperationException {
        return (Function<Installation, ClassFileTransformer>)
                loader.loadClass(INSTALLER).getConstructor().newInstance();
    }
}
