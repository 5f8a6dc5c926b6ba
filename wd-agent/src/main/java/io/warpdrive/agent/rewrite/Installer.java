// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.agent.rewrite;

import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BiConsumer;

/** Puts the agent into a JVM. No native code is loaded and no drop-in: that waits for the first Deflater or Inflater. */
public final class Installer implements BiConsumer<String, Instrumentation> {

    /**
     * Installs the agent, or leaves the JVM as it was and says why.
     *
     * @param arguments the agent's arguments; may be empty
     */
    @Override
    // LinkageErrors when the jar lacks something, and whatever else: the application has to run
    @SuppressWarnings("CatchingUnchecked")
    public void accept(String arguments, Instrumentation instrumentation) {
        AgentArguments parsed = AgentArguments.parse(arguments);
        Report report = new Report(parsed.value("log"));
        try {
            if (Bridge.isDefined()) {
                report.warn("the agent is installed already, the second one does nothing");
            } else {
                install(parsed, report, instrumentation);
                report.info("agent installed; the drop-ins are loaded at the first Deflater or Inflater");
            }
        } catch (Throwable e) {
            report.warn("the agent can't be installed, java.util.zip stays as it is: " + e);
        }
    }

    private static void install(AgentArguments arguments, Report report, Instrumentation instrumentation)
            throws IOException, ReflectiveOperationException, UnmodifiableClassException {
        // loaded while a class is being transformed it would be a ClassCircularityError
        ThreadLocalRandom.current();
        ClassRules rules = new ClassRules(arguments.list("include"), arguments.list("exclude"));
        Bridge bridge = Bridge.define(instrumentation);
        SelfTest.run(bridge);
        LazyDropIns dropIns = new LazyDropIns(arguments.settings(), report);
        ConstructionTransformer transformer = new ConstructionTransformer(rules, report);
        instrumentation.addTransformer(transformer, true);
        try {
            int loaded = new LoadedClasses(instrumentation, rules).retransform();
            report.debug("rewrote " + transformer.rewritten() + " of " + loaded + " classes that were loaded before");
            bridge.hook(dropIns.deflaters(), dropIns.inflaters());
        } catch (Throwable e) {
            // what is rewritten already stays so; the bridge makes the JDK's own objects
            instrumentation.removeTransformer(transformer);
            throw e;
        }
    }
}
