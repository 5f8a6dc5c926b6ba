// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.agent.rewrite;

import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.util.function.BiConsumer;

/** Puts the agent into a JVM. No native code is loaded and no drop-in: that waits for the first Deflater or Inflater. */
public final class Installer implements BiConsumer<String, Instrumentation> {
    /** A class of each library and module that the agent's jar carries. */
    private static final String[] PARTS = {
        "org.objectweb.asm.ClassReader",
        "org.objectweb.asm.commons.AnalyzerAdapter",
        "io.warpdrive.agent.rewrite.DropIns",
        "io.warpdrive.zip.HwDeflater",
        "io.warpdrive.zip.HwInflater",
        "io.warpdrive.settings.WdConfiguration",
        "io.warpdrive.soft.SoftDeviceProvider",
        "com.sun.jna.Native"
    };

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
            }
        } catch (Throwable e) {
            report.warn("the agent can't be installed, java.util.zip stays as it is: " + e);
        }
    }

    private static void install(AgentArguments arguments, Report report, Instrumentation instrumentation)
            throws IOException, ReflectiveOperationException {
        Preloading.run();
        checkComplete();
        ClassRules rules = new ClassRules(arguments.list("include"), arguments.list("exclude"));
        HostLogging logging = new HostLogging(instrumentation);
        report.ask(logging);
        LazyDropIns dropIns = new LazyDropIns(arguments.settings(), new SafeMoment(), logging, report);
        ConstructionTransformer transformer =
                new ConstructionTransformer(rules, Bridge.define(instrumentation), dropIns, report);
        instrumentation.addTransformer(transformer, true);
        new LoadedClasses(instrumentation, rules, report).retransform();
        if (report.wantsInfo() && transformer.works()) {
            report.info("agent installed; the drop-ins are loaded at the first Deflater or Inflater");
        }
    }

    /** Whether the jar is whole, as far as that can be seen without loading anything: better now than halfway. */
    private static void checkComplete() throws IOException {
        for (String name : PARTS) {
            Bridge.openClassFile(name.replace('.', '/')).close();
        }
    }
}
