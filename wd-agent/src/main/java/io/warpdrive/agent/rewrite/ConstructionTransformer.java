// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.agent.rewrite;

import java.lang.instrument.ClassFileTransformer;
import java.security.ProtectionDomain;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Rewrites classes as the JVM loads or retransforms them. Safe for use by many threads. */
final class ConstructionTransformer implements ClassFileTransformer {
    private final ClassRules rules;
    private final Report report;
    private final AtomicInteger rewritten = new AtomicInteger();

    ConstructionTransformer(ClassRules rules, Report report) {
        this.rules = rules;
        this.report = report;
    }

    /** How many classes have been rewritten. */
    int rewritten() {
        return rewritten.get();
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
            if (name == null
                    || !rules.cover(module, loader, name)
                    || !ConstantPool.mentionsDeflaterOrInflater(classFile)) {
                return null;
            }
            Optional<byte[]> changed = ConstructionRewriter.rewrite(classFile, Bridge.NAME);
            if (changed.isEmpty()) {
                return null;
            }
            rewritten.incrementAndGet();
            report.debug("rewrote " + name);
            return changed.get();
        } catch (Throwable e) {
            report.debug("can't rewrite " + name + ": " + e);
            return null;
        }
    }
}
