// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.agent.rewrite;

import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.util.Optional;

/**
 * What classes are rewritten by and what they are rewritten to: ASM, the bridge, and the drop-ins behind it. Made at the
 * first class that has something to rewrite, since many programs have none. Safe for use by many threads.
 */
final class Rewriting {
    private final Bridge bridge;
    private final Report report;

    private Rewriting(Bridge bridge, Report report) {
        this.bridge = bridge;
        this.report = report;
    }

    /**
     * Makes sure that rewriting works in this JVM before any class is rewritten, and opens the bridge.
     *
     * @throws ReflectiveOperationException or another Throwable if rewriting does not work in this JVM
     */
    static Rewriting begin(Instrumentation instrumentation, AgentArguments arguments, SafeMoment moment, Report report)
            throws IOException, ReflectiveOperationException {
        ZipPackage zip = new ZipPackage(instrumentation);
        Bridge bridge = Bridge.define(zip);
        SelfTest.run(bridge);
        HostLogging logging = new HostLogging(instrumentation);
        report.ask(logging);
        LazyDropIns dropIns = new LazyDropIns(arguments.inForce(), moment, logging, zip, report);
        bridge.hook(dropIns.deflaters(), dropIns.inflaters());
        return new Rewriting(bridge, report);
    }

    /**
     * The class file with its constructions rewritten, or {@code null}: it stays as it is.
     *
     * @param loading whether the JVM has no such class yet: then it may be given another parent
     */
    byte[] rewrite(Treatment treatment, String name, byte[] classFile, boolean loading)
            throws IOException, IllegalAccessException {
        try {
            Optional<byte[]> changed = treatment == Treatment.REWRITE
                    ? served(classFile, loading)
                    : PlainStreams.rewrite(classFile, Bridge.NAME);
            if (changed.isEmpty()) {
                return null;
            }
            report.debug("rewrote " + name);
            return changed.get();
        } catch (NewerClassFileException e) {
            report.newer(e.getMessage());
            return null;
        }
    }

    private Optional<byte[]> served(byte[] classFile, boolean loading) throws IOException, IllegalAccessException {
        Optional<byte[]> child =
                loading && PoolReader.extendsTarget(classFile) ? Subclasses.rewrite(classFile) : Optional.empty();
        if (child.isEmpty()) {
            return constructions(classFile, Bridge.NAME);
        }
        bridge.defineParents();
        return constructions(child.get(), Bridge.NAME).or(() -> child);
    }

    /** Without ASM where that can be done: it is not loaded before a class needs it. */
    static Optional<byte[]> constructions(byte[] classFile, String bridge) {
        Optional<byte[]> straight = StraightConstructions.rewrite(classFile, bridge);
        if (straight.isEmpty()) {
            return ConstructionRewriter.rewrite(classFile, bridge);
        }
        return straight.get() == classFile ? Optional.empty() : straight;
    }

    /** What has been rewritten makes the JDK's own objects from now on. */
    void undo() {
        bridge.unhook();
    }
}
