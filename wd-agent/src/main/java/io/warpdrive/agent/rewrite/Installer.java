// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.agent.rewrite;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.Instrumentation;
import java.util.function.BiConsumer;

/**
 * Puts the agent into a JVM. No native code is loaded and no drop-in: that waits for the first Deflater or Inflater. Each
 * class that is loaded here is paid for by every program, those that compress nothing as well.
 */
public final class Installer implements BiConsumer<String, Instrumentation> {
    /** A class of each library and module that the agent's jar carries. */
    private static final String[] PARTS = {
        "org.objectweb.asm.ClassReader",
        "org.objectweb.asm.commons.AnalyzerAdapter",
        "io.warpdrive.agent.rewrite.DropIns",
        "io.warpdrive.zip.HwDeflater",
        "io.warpdrive.zip.HwInflater",
        "io.warpdrive.observe.report.Observer",
        "io.warpdrive.settings.WdConfiguration",
        "io.warpdrive.soft.SoftDeviceProvider",
        "com.sun.jna.Native"
    };

    private final SafeMoment moment;

    /** @param starter the thread that calls the premains; null if the JVM is through with them */
    public Installer(Thread starter) {
        moment = new SafeMoment(starter);
    }

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
            install(parsed, report, instrumentation);
        } catch (Throwable e) {
            report.warn("the agent can't be installed, java.util.zip stays as it is: " + e);
        }
    }

    private void install(AgentArguments arguments, Report report, Instrumentation instrumentation) throws IOException {
        Preloading.run();
        checkComplete();
        if (!arguments.value("observe").isBlank()) {
            Observing.untilExit(arguments);
        }
        ClassRules rules = new ClassRules(arguments.list("include"), arguments.list("exclude"));
        ConstructionTransformer transformer =
                new ConstructionTransformer(instrumentation, arguments, moment, rules, report);
        instrumentation.addTransformer(transformer, true);
        new LoadedClasses(instrumentation, rules, report).retransform();
        if (report.wantsInfo() && transformer.rewriting() != null) {
            report.info("agent installed; the drop-ins are loaded at the first Deflater or Inflater");
        }
    }

    /** Whether the jar is whole, as far as that can be seen without loading anything: better now than halfway. */
    private static void checkComplete() throws IOException {
        for (String name : PARTS) {
            String file = name.replace('.', '/') + ".class";
            try (InputStream in = Installer.class.getClassLoader().getResourceAsStream(file)) {
                if (in == null) {
                    throw new FileNotFoundException("the agent's jar lacks " + name);
                }
            }
        }
    }
}
