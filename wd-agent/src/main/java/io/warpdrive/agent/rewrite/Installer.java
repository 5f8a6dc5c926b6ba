// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.agent.rewrite;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.util.function.BiFunction;

/**
 * Puts the agent proper into a JVM. No native code is loaded and no drop-in: that waits for the first Deflater or Inflater.
 */
public final class Installer implements BiFunction<String, Instrumentation, ClassFileTransformer> {
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

    private final Thread starter;
    private final boolean gated;
    private final StringBuilder failure;

    /**
     * @param starter the thread that calls the premains; null if the JVM is through with them
     * @param gated whether somebody asks the transformer already, and has seen every class since before the first that
     *     matters
     * @param failure told why the JVM was left as it was
     */
    public Installer(Thread starter, Boolean gated, StringBuilder failure) {
        this.starter = starter;
        this.gated = gated;
        this.failure = failure;
    }

    /**
     * Installs the agent, or leaves the JVM as it was and says why.
     *
     * @param arguments the agent's arguments; may be empty
     * @return what transforms classes; null if that does not work
     */
    @Override
    // LinkageErrors when the jar lacks something, and whatever else: the application has to run
    @SuppressWarnings("CatchingUnchecked")
    public ClassFileTransformer apply(String arguments, Instrumentation instrumentation) {
        AgentArguments parsed = AgentArguments.parse(arguments);
        Report report = new Report(parsed.value("log"));
        try {
            return install(parsed, report, instrumentation);
        } catch (Throwable e) {
            report.warn("the agent can't be installed, java.util.zip stays as it is: " + e);
            failure.append(e);
            return null;
        }
    }

    private ClassFileTransformer install(AgentArguments arguments, Report report, Instrumentation instrumentation)
            throws IOException {
        Preloading.run();
        // who attaches wants to know; else that waits for the first class that has something to rewrite
        boolean asked = report.wantsInfo() || starter == null;
        checkComplete(FIRST);
        if (asked) {
            checkComplete(OTHERS);
        }
        if (arguments.observes()) {
            Observing.untilExit(arguments);
        }
        ClassRules rules = new ClassRules(arguments.list("include"), arguments.list("exclude"));
        ConstructionTransformer transformer =
                new ConstructionTransformer(instrumentation, arguments, new SafeMoment(starter), rules, report);
        if (!gated) {
            instrumentation.addTransformer(transformer, true);
            new LoadedClasses(instrumentation, rules, report).retransform();
        }
        if (asked && transformer.rewriting() == null) {
            failure.append("its self-test failed");
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
