// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.agent.rewrite;

import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.util.ArrayList;
import java.util.List;

/** Classes that were loaded before the agent: some of the JDK's, and the application's after a dynamic attach. */
final class LoadedClasses {
    private final Instrumentation instrumentation;
    private final ClassRules rules;
    private final Report report;

    LoadedClasses(Instrumentation instrumentation, ClassRules rules, Report report) {
        this.instrumentation = instrumentation;
        this.rules = rules;
        this.report = report;
    }

    /** Retransforms those that may have something to rewrite, and says which of them the JVM does not let us. */
    void retransform() {
        List<Class<?>> candidates = new ArrayList<>();
        for (Class<?> type : instrumentation.getAllLoadedClasses()) {
            if (isCandidate(type)) {
                candidates.add(type);
            }
        }
        if (!candidates.isEmpty()) {
            retransform(candidates);
        }
        report.debug("looked at " + candidates.size() + " classes that were loaded before");
    }

    /** All together, which stops the world once. The JVM does all or none, so if it refuses, then one by one. */
    // what another agent makes of a class in between may break any rule of the JVM
    @SuppressWarnings("CatchingUnchecked")
    private void retransform(List<Class<?>> candidates) {
        try {
            instrumentation.retransformClasses(candidates.toArray(new Class<?>[0]));
        } catch (UnmodifiableClassException | RuntimeException | Error e) {
            if (candidates.size() == 1) {
                report.warn(
                        "the JVM does not let " + candidates.get(0).getName() + " be changed, it stays on zlib: " + e);
                return;
            }
            for (Class<?> candidate : candidates) {
                retransform(List.of(candidate));
            }
        }
    }

    private boolean isCandidate(Class<?> type) {
        if (!rules.mayTouch(type.getClassLoader(), type.getName())
                || type.isArray()
                || type.isPrimitive()
                || type.isHidden()) {
            return false;
        }
        String name = type.getName().replace('.', '/');
        Treatment treatment = rules.of(type.getModule(), type.getClassLoader(), name);
        return treatment != Treatment.IGNORE
                && instrumentation.isModifiableClass(type)
                && isCandidate(type, name, treatment);
    }

    /** Retransforming is slow and stops the world; reading the class file again is the cheap way to find out. */
    // another's class loader may throw anything
    @SuppressWarnings("CatchingUnchecked")
    private static boolean isCandidate(Class<?> type, String name, Treatment treatment) {
        ClassLoader loader = type.getClassLoader();
        if (loader == null) {
            return true; // the rules are strict with the JDK, and opening the run-time image would cost more
        }
        try (InputStream in = loader.getResourceAsStream(name + ".class")) {
            return in != null && ConstructionTransformer.isCandidate(treatment, in.readAllBytes());
        } catch (IOException | RuntimeException | LinkageError e) {
            return false;
        }
    }
}
