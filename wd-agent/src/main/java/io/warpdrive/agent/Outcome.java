// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.agent;

import java.lang.instrument.Instrumentation;
import java.util.Map;
import java.util.Properties;
import java.util.Set;

/**
 * Tells whoever attached the agent what came of it: in the JVM's agent properties, which only the attach mechanism reads.
 * Not loaded where the agent is there from the start.
 */
final class Outcome {
    /** What {@code attach} reads. */
    private static final String PROPERTY = "io.warpdrive.agent";
    /** The JDK's own; not exported. */
    private static final String SUPPORT = "jdk.internal.vm.VMSupport";

    private Outcome() {}

    /** @param problem why the agent is not installed; empty if it is */
    // a JVM that keeps its agent properties from us: then nobody is told, and the application runs all the same
    @SuppressWarnings("CatchingUnchecked")
    static void tell(String problem, Instrumentation instrumentation) {
        try {
            Class<?> support = Class.forName(SUPPORT);
            instrumentation.redefineModule(
                    support.getModule(),
                    Set.of(),
                    Map.of(support.getPackageName(), Set.of(Outcome.class.getModule())),
                    Map.of(),
                    Set.of(),
                    Map.of());
            Properties properties =
                    (Properties) support.getMethod("getAgentProperties").invoke(null);
            properties.setProperty(PROPERTY, problem.isEmpty() ? "installed" : problem);
        } catch (Throwable e) {
            System.err.println("warpdrive: whoever attached the agent can't be told what came of it: " + e);
        }
    }
}
