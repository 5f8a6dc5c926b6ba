// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.agent.rewrite;

import java.io.IOException;
import java.io.InputStream;

/** Rewrites classes of the tests and loads the result, which makes the JVM verify it. */
final class Rewritten extends ClassLoader {
    private final String name;
    private final byte[] classFile;

    private Rewritten(String name, byte[] classFile) {
        super(Rewritten.class.getClassLoader());
        this.name = name;
        this.classFile = classFile;
    }

    /** A new object of a class as it is after rewriting; {@code type} is what the test may call of it. */
    static <T> T object(Class<? extends T> sample, Class<T> type) throws IOException, ReflectiveOperationException {
        return object(sample.getName(), rewrite(classFile(sample)), type);
    }

    /** A new object of the class in {@code classFile}. */
    static <T> T object(String name, byte[] classFile, Class<T> type) throws ReflectiveOperationException {
        Class<?> loaded = Class.forName(name, true, new Rewritten(name, classFile));
        return type.cast(loaded.getDeclaredConstructor().newInstance());
    }

    /** The class file rewritten for {@link StandInBridge}. */
    static byte[] rewrite(byte[] classFile) {
        return ConstructionRewriter.rewrite(classFile, StandInBridge.NAME).orElseThrow();
    }

    static byte[] classFile(Class<?> type) throws IOException {
        try (InputStream in =
                Rewritten.class.getResourceAsStream("/" + type.getName().replace('.', '/') + ".class")) {
            return in.readAllBytes();
        }
    }

    @Override
    protected Class<?> loadClass(String wanted, boolean resolve) throws ClassNotFoundException {
        synchronized (getClassLoadingLock(wanted)) {
            Class<?> loaded = findLoadedClass(wanted);
            if (loaded != null) {
                return loaded;
            }
            return wanted.equals(name)
                    ? defineClass(wanted, classFile, 0, classFile.length)
                    : super.loadClass(wanted, resolve);
        }
    }
}
