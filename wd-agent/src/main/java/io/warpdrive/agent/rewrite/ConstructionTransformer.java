// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.agent.rewrite;

import java.lang.instrument.ClassFileTransformer;
import java.security.ProtectionDomain;
import java.util.Optional;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * Rewrites classes as the JVM loads or retransforms them. Most programs' first seconds have nothing to rewrite: ASM is
 * loaded, and rewriting tried out, at the first class that has. Safe for use by many threads.
 */
final class ConstructionTransformer implements ClassFileTransformer {
    /** {@code UNTRIED → WORKING → ASIDE}, {@code UNTRIED → BROKEN} or {@code UNTRIED → ASIDE}. */
    private enum State {
        UNTRIED,
        WORKING,
        BROKEN,
        ASIDE
    }

    private final ClassRules rules;
    private final Bridge bridge;
    private final LazyDropIns dropIns;
    private final Report report;
    /** Guarded by this. */
    private State state = State.UNTRIED;

    ConstructionTransformer(ClassRules rules, Bridge bridge, LazyDropIns dropIns, Report report) {
        this.rules = rules;
        this.bridge = bridge;
        this.dropIns = dropIns;
        this.report = report;
    }

    /** Makes sure that rewriting works in this JVM before any class is rewritten, and opens the bridge. */
    // whatever it is, one line says so and the application's classes stay as they are
    @SuppressWarnings("CatchingUnchecked")
    synchronized boolean works() {
        if (state == State.UNTRIED) {
            state = State.BROKEN;
            try {
                SelfTest.run(bridge);
                bridge.hook(dropIns.deflaters(), dropIns.inflaters());
                state = State.WORKING;
            } catch (Throwable e) {
                report.warn("the agent's self-test failed, java.util.zip stays as it is: " + e);
            }
        }
        return state == State.WORKING;
    }

    /**
     * Somebody changes the JDK's own class in order to see or replace its objects, as Mockito does for {@code
     * mockConstruction(Deflater.class)}; so objects of that class it gets. We never ask for the two to be retransformed.
     */
    private synchronized void stepAside(Class<?> type) throws ReflectiveOperationException {
        if (state == State.UNTRIED || state == State.WORKING) {
            state = State.ASIDE;
            bridge.unhook();
            report.warn(type.getName() + " is changed by another agent, java.util.zip stays as it is from now on");
        }
    }

    /** @return {@code null} for a class that stays as it is: that is what the JVM expects */
    @Override
    // a class that we can't follow stays as it is; nothing may get out, whatever it is
    @SuppressWarnings("CatchingUnchecked")
    public byte[] transform(
            Module module,
            ClassLoader loader,
            String name,
            Class<?> redefined,
            ProtectionDomain domain,
            byte[] classFile) {
        try {
            if (redefined == Deflater.class || redefined == Inflater.class) {
                stepAside(redefined);
                return null;
            }
            Treatment treatment = name == null ? Treatment.IGNORE : rules.of(module, loader, name);
            if (!isCandidate(treatment, classFile) || !works()) {
                return null;
            }
            Optional<byte[]> changed = treatment == Treatment.REWRITE
                    ? ConstructionRewriter.rewrite(classFile, Bridge.NAME)
                    : PlainStreams.rewrite(classFile, Bridge.NAME);
            if (changed.isEmpty()) {
                return null;
            }
            report.debug("rewrote " + name);
            return changed.get();
        } catch (NewerClassFileException e) {
            report.newer(e.getMessage());
            return null;
        } catch (Throwable e) {
            report.debug("can't rewrite " + name + ": " + e);
            return null;
        }
    }

    /** Whether there may be something to do to a class. */
    static boolean isCandidate(Treatment treatment, byte[] classFile) {
        return switch (treatment) {
            case REWRITE -> ConstantPool.mentionsDeflaterOrInflater(classFile);
            case KEEP_ON_ZLIB -> ConstantPool.mentionsStream(classFile);
            case IGNORE -> false;
        };
    }
}
