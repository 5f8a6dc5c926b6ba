// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.agent.rewrite;

import io.warpdrive.support.SerializationConstructors;
import java.lang.instrument.Instrumentation;
import java.lang.invoke.MethodHandles;
import java.util.Map;
import java.util.Set;
import java.util.zip.Deflater;

/** The package {@code java.util.zip}, as an agent may change it. Safe for use by many threads. */
final class ZipPackage implements Runnable {
    private final Instrumentation instrumentation;

    ZipPackage(Instrumentation instrumentation) {
        this.instrumentation = instrumentation;
    }

    /** Opens it to us. The JDK links lambdas for that, in a short program the first ones: more than all else that we do there. */
    @Override
    public void run() {
        instrumentation.redefineModule(
                Deflater.class.getModule(),
                Set.of(),
                Map.of(),
                Map.of(Deflater.class.getPackageName(), Set.of(ZipPackage.class.getModule())),
                Set.of(),
                Map.of());
    }

    /**
     * What defines a class in it: a lookup as the JDK makes it for its own classes, without opening the package; where that
     * can't be had, after opening it.
     */
    MethodHandles.Lookup lookup() throws IllegalAccessException {
        try {
            return SerializationConstructors.of(
                            MethodHandles.Lookup.class, MethodHandles.Lookup.class.getDeclaredConstructor(Class.class))
                    .newInstance(Deflater.class);
        } catch (ReflectiveOperationException | RuntimeException e) {
            run();
            return MethodHandles.privateLookupIn(Deflater.class, MethodHandles.lookup());
        }
    }
}
