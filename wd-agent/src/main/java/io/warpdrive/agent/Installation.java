// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.agent;

import java.io.File;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.util.function.Function;

/**
 * The agent's way into a JVM, and what the agent proper is told. Shared with it, as {@link ConstantPool} is.
 *
 * @param arguments the agent's; may be empty
 * @param instrumentation the JVM's
 * @param starter the thread that calls the premains; null if the JVM is through with them
 * @param gated whether somebody asks the transformer already, and has seen every class since before the first that matters
 * @param failure told why the JVM was left as it was
 */
public record Installation(
        String arguments, Instrumentation instrumentation, Thread starter, boolean gated, StringBuilder failure) {
    private static final String INSTALLER = "io.warpdrive.agent.rewrite.Installer";

    /** The system's class loader has this class once, however often the agent is asked for. */
    private static boolean begun;

    /** Installs the agent, at once or behind a gate. */
    void begin() {
        if (!isFirst()) {
            System.err.println("warpdrive: the agent is installed already, the second one does nothing");
            failure.append("the agent is installed already");
        } else if (starter != null && Gate.mayWait(this)) {
            instrumentation.addTransformer(new Gate(this), true);
        } else {
            load();
        }
    }

    private static synchronized boolean isFirst() {
        boolean first = !begun;
        begun = true;
        return first;
    }

    /**
     * Loads the agent proper.
     *
     * @return what transforms classes; null if that does not work
     */
    // out of a transformer an exception would be lost
    @SuppressWarnings("CatchingUnchecked")
    ClassFileTransformer load() {
        try {
            File jar = new File(Installation.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return installer(AgentLoader.of(jar)).apply(this);
        } catch (Throwable e) {
            WarpDriveAgent.complain(e, failure);
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
