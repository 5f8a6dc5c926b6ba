// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.agent.rewrite;

import io.warpdrive.agent.Installation;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.util.function.Function;

/**
 * Puts the agent proper into a JVM. No native code is loaded and no drop-in: that waits for the first Deflater or Inflater.
 */
public final class Installer implements Function<Installation, ClassFileTransformer> {
    /** A class of each module that the first stream of a program needs. */
    private static final String[] FIRST = {
        "io.warpdrive.agent.rewrite.Rewriting",
        "io.warpdrive.agent.rewrite.DropIns",
        "io.warpdrive.zip.HwDeflater",
        "io.warpdrive.zip.HwInflater",
        "io.warpdrive.settings.WdConfiguration"
    };

    /** The same of what is needed later. */
    private static final String[] OTHERS = {
        "org.objectweb.asm.ClassReader",
        "org.objectweb.asm.MethodWriter",
        "org.objectweb.asm.commons.AnalyzerAdapter",
        "io.warpdrive.observe.report.Observer",
        "io.warpdrive.soft.SoftDeviceProvider",
        "com.sun.jna.Native"
    };

    /** For whoever loads the agent proper. */
    public Installer() {}

    /**
     * Installs the agent, or leaves the JVM as it was and says why.
     *
     * @return what transforms classes; null if that does not work
     */
    @Override
    // LinkageErrors when the jar lacks something, and whatever else: the application has to run
    @SuppressWarnings("CatchingUnchecked")
    public ClassFileTransformer apply(Installation installation) {
        AgentArguments arguments = AgentArguments.parse(installation.arguments());
        Report report = new Report(arguments.value("log"));
        try {
            return install(installation, arguments, report);
        } catch (Throwable e) {
            report.warn("the agent can't be installed, java.util.zip stays as it is: " + e);
            installation.failure().append(e);
            return null;
        }
    }

    private ClassFileTransformer install(Installation installation, AgentArguments arguments, Report report)
            throws IOException {
        Preloading.run();
        // who attaches wants to know; else that waits for the first class that has something to rewrite
        boolean asked = report.wantsInfo() || installation.starter() == null;
        checkComplete(FIRST);
        if (asked) {
            checkComplete(OTHERS);
        }
        if (arguments.observes()) {
            Observing.untilExit(arguments);
        }
        Instrumentation instrumentation = installation.instrumentation();
        ClassRules rules = new ClassRules(arguments.list("include"), arguments.list("exclude"));
        ConstructionTransformer transformer = new ConstructionTransformer(
                instrumentation, arguments, new SafeMoment(installation.starter()), rules, report);
        if (!installation.gated()) {
            instrumentation.addTransformer(transformer, true);
            new LoadedClasses(instrumentation, rules, report).retransform();
        }
        if (asked && transformer.rewriting() == null) {
            installation.failure().append("its self-test failed");
        } else {
            report.info("agent installed; the drop-ins are loaded at the first Deflater or Inflater");
        }
        return transformer;
    }

    /** Whether the jar is whole, as far as that can be seen without loading anything: better now than halfway. */
    private static void checkComplete(String[] parts) throws IOException {
        for (String name : parts) {
            String file = name.replace('.', '/') + ".class";
            try (InputStream in = Installer.class.getClassLoader().getResourceAsStream(file)) {
                if (in == null) {
                    throw new FileNotFoundException("the agent's jar lacks " + name);
                }
            }
        }
    }
}
