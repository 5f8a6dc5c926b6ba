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

    LoadedClasses(Instrumentation instrumentation, ClassRules rules) {
        this.instrumentation = instrumentation;
        this.rules = rules;
    }

    /** Retransforms those that may have something to rewrite; returns how many that are. */
    int retransform() throws UnmodifiableClassException {
        List<Class<?>> candidates = new ArrayList<>();
        for (Class<?> type : instrumentation.getAllLoadedClasses()) {
            if (isCandidate(type)) {
                candidates.add(type);
            }
        }
        if (!candidates.isEmpty()) {
            instrumentation.retransformClasses(candidates.toArray(new Class<?>[0]));
        }
        return candidates.size();
    }

    private boolean isCandidate(Class<?> type) {
        if (type.isArray() || type.isPrimitive() || type.isHidden()) {
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
