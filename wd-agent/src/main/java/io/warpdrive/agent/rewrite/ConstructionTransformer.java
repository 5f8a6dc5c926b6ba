// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.agent.rewrite;

import io.warpdrive.agent.ConstantPool;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;
import java.util.Optional;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * Picks out the classes that have something to rewrite as the JVM loads or retransforms them. Safe for use by many threads.
 */
final class ConstructionTransformer implements ClassFileTransformer {
    /** {@code UNTRIED → WORKING → ASIDE}, {@code UNTRIED → BROKEN} or {@code UNTRIED → ASIDE}. */
    private enum State {
        UNTRIED,
        WORKING,
        BROKEN,
        ASIDE
    }

    private final Instrumentation instrumentation;
    private final AgentArguments arguments;
    private final SafeMoment moment;
    private final ClassRules rules;
    private final Report report;
    /** Guarded by this, as is what follows. */
    private State state = State.UNTRIED;
    /** Only when WORKING. */
    private Rewriting rewriting;

    /** @param moment when the drop-ins may be loaded */
    ConstructionTransformer(
            Instrumentation instrumentation,
            AgentArguments arguments,
            SafeMoment moment,
            ClassRules rules,
            Report report) {
        this.instrumentation = instrumentation;
        this.arguments = arguments;
        this.moment = moment;
        this.rules = rules;
        this.report = report;
    }

    /** What rewrites, if that works in this JVM; else {@code null}. */
    // whatever it is, one line says so and the application's classes stay as they are
    @SuppressWarnings("CatchingUnchecked")
    synchronized Rewriting rewriting() {
        if (state == State.UNTRIED) {
            state = State.BROKEN;
            try {
                rewriting = Rewriting.begin(instrumentation, arguments, moment, report);
                state = State.WORKING;
            } catch (Throwable e) {
                report.warn("the agent's self-test failed, java.util.zip stays as it is: " + e);
            }
        }
        return rewriting;
    }

    /**
     * Somebody changes the JDK's own class in order to see or replace its objects, as Mockito does for {@code
     * mockConstruction(Deflater.class)}; so objects of that class it gets. We never ask for the two to be retransformed.
     */
    private synchronized void stepAside(Class<?> type) {
        if (state == State.UNTRIED || state == State.WORKING) {
            state = State.ASIDE;
            if (rewriting != null) {
                rewriting.undo();
                rewriting = null;
            }
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
            Rewriting working = isCandidate(treatment, classFile) ? rewriting() : null;
            // a parent that was given once can't be taken back, whatever has become of us since
            boolean adopted = redefined != null && Subclasses.isReplacement(redefined.getSuperclass());
            Optional<byte[]> child = adopted ? Subclasses.rewrite(classFile) : Optional.empty();
            byte[] file = child.orElse(classFile);
            byte[] changed = working == null ? null : working.rewrite(treatment, name, file, redefined == null);
            return changed == null && adopted ? file : changed;
        } catch (Throwable e) {
            report.debug("can't rewrite " + name + ": " + e);
            return null;
        }
    }

    /** Whether there may be something to do to a class. */
    static boolean isCandidate(Treatment treatment, byte[] classFile) {
        if (treatment == Treatment.REWRITE) {
            return ConstantPool.mentionsDeflaterOrInflater(classFile);
        }
        return treatment == Treatment.KEEP_ON_ZLIB && ConstantPool.mentionsStream(classFile);
    }
}
