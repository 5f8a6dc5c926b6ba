// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.agent;

import java.io.File;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.util.function.BiFunction;

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
        install(arguments, instrumentation, Thread.currentThread(), new StringBuilder());
    }

    /**
     * Called by the JVM when the agent is attached to a running application.
     *
     * @param arguments as above
     * @param instrumentation the JVM's
     */
    public static void agentmain(String arguments, Instrumentation instrumentation) {
        StringBuilder failure = new StringBuilder();
        install(arguments, instrumentation, null, failure);
        Outcome.tell(failure.toString(), instrumentation);
    }

    /**
     * @param starter the thread that calls the premains; null if the JVM is through with them
     * @param failure told why the agent is not installed, or is not now
     */
    private static void install(
            String arguments, Instrumentation instrumentation, Thread starter, StringBuilder failure) {
        if (!isFirst()) {
            System.err.println("warpdrive: the agent is installed already, the second one does nothing");
            failure.append("the agent is installed already");
            return;
        }
        String given = arguments == null ? "" : arguments;
        if (starter != null && Gate.mayWait(given, instrumentation)) {
            instrumentation.addTransformer(new Gate(given, instrumentation, starter), true);
        } else {
            load(given, instrumentation, starter, false, failure);
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
     * @param gated whether the result is asked through a gate
     * @param failure told why that does not work
     * @return what transforms classes; null if that does not work
     */
    // an exception out of premain would end the JVM; there is nobody to hand any of them to
    @SuppressWarnings("CatchingUnchecked")
    static ClassFileTransformer load(
            String arguments, Instrumentation instrumentation, Thread starter, boolean gated, StringBuilder failure) {
        try {
            File jar = new File(WarpDriveAgent.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return installer(AgentLoader.of(jar), starter, gated, failure).apply(arguments, instrumentation);
        } catch (Throwable e) {
            // not through a logger: the application has not had its chance to configure logging
            System.err.println("warpdrive: the agent can't be installed, java.util.zip stays as it is: " + e);
            failure.append(e);
            return null;
        }
    }

    /** Types of the JDK's stand between us and the installer: we don't see its class. */
    @SuppressWarnings("unchecked")
    private static BiFunction<String, Instrumentation, ClassFileTransformer> installer(
            ClassLoader loader, Thread starter, boolean gated, StringBuilder failure)
            throws ReflectiveOperationException {
        return (BiFunction<String, Instrumentation, ClassFileTransformer>) loader.loadClass(INSTALLER)
                .getConstructor(Thread.class, Boolean.class, StringBuilder.class)
                .newInstance(starter, gated, failure);
    }
}
