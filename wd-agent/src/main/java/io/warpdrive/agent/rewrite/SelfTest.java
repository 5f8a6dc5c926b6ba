// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.agent.rewrite;

import java.io.IOException;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.zip.Deflater;

/**
 * Rewrites a small class, defines it in a loader that sees nothing but the JDK, and looks whether its Deflater is asked
 * for at the bridge. It also makes the JVM load all that the transformer needs before that takes part in class loading.
 */
final class SelfTest implements BiFunction<Integer, Boolean, Deflater> {
    private static final String SAMPLE = "io.warpdrive.agent.rewrite.SelfTestSample";

    private boolean asked;

    private SelfTest() {}

    /** @throws ReflectiveOperationException or another Throwable if rewriting does not work in this JVM */
    static void run(Bridge bridge) throws IOException, ReflectiveOperationException {
        SelfTest test = new SelfTest();
        bridge.hook(test, null);
        try {
            Optional<byte[]> rewritten =
                    Rewriting.constructions(Bridge.ownClassFile(SAMPLE.replace('.', '/')), Bridge.NAME);
            Class<?> sample = new SampleLoader(rewritten.orElseThrow()).loadClass(SAMPLE);
            Supplier<?> supplier = (Supplier<?>) sample.getConstructor().newInstance();
            ((Deflater) supplier.get()).end();
        } finally {
            bridge.unhook();
        }
        if (!test.asked) {
            throw new IllegalStateException("a rewritten class does not use the bridge");
        }
    }

    @Override
    public Deflater apply(Integer level, Boolean nowrap) {
        asked = level == Deflater.BEST_COMPRESSION && nowrap;
        return null; // so the bridge goes on to make a plain one
    }

    private static final class SampleLoader extends ClassLoader {
        private final byte[] classFile;

        SampleLoader(byte[] classFile) {
            super(null);
            this.classFile = classFile;
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            if (!name.equals(SAMPLE)) {
                throw new ClassNotFoundException(name);
            }
            return defineClass(name, classFile, 0, classFile.length);
        }
    }
}
