// SPDX-License-Identifier: Apache-2.0
package sample;

import java.io.IOException;
import java.io.InputStream;

/** Runs {@link Constructions} in a loader that finds its own classes, and otherwise only those of java.*. */
public final class Loaders {
    private Loaders() {}

    /** As OSGi containers have it: nobody is asked for anything but java.*, and that only of the boot loader. */
    private static final class Strict extends ClassLoader {
        Strict() {
            super(null);
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.startsWith("java.")) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                return loaded != null ? loaded : findClass(name);
            }
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            if (!name.startsWith("sample.")) {
                throw new ClassNotFoundException(name);
            }
            try (InputStream in =
                    ClassLoader.getSystemResourceAsStream(name.replace('.', '/') + ".class")) {
                byte[] bytes = in.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }

    public static void main(String[] args) throws Exception {
        Class<?> type = Class.forName("sample.Constructions", true, new Strict());
        System.out.println(type.getClassLoader() == Loaders.class.getClassLoader());
        ((Runnable) type.getConstructor().newInstance()).run();
        for (String name : new String[] {"io.warpdrive.zip.HwDeflater", "com.sun.jna.Native", "org.objectweb.asm.Type"}) {
            try {
                System.out.println("seen: " + Class.forName(name));
            } catch (ClassNotFoundException e) {
                System.out.println("not seen: " + name);
            }
        }
    }
}
