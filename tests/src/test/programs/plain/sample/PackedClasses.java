// SPDX-License-Identifier: Apache-2.0
package sample;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/** Runs {@link Constructions} in a loader that keeps its class files deflated, as launchers and obfuscators have it. */
public final class PackedClasses {
    private PackedClasses() {}

    private static final class Unpacking extends ClassLoader {
        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            synchronized (getClassLoadingLock(name)) {
                if (!name.startsWith("sample.Constructions")) {
                    return super.loadClass(name, resolve);
                }
                Class<?> loaded = findLoadedClass(name);
                return loaded != null ? loaded : unpack(name);
            }
        }

        private Class<?> unpack(String name) throws ClassNotFoundException {
            try {
                InputStream packed = new ByteArrayInputStream(packed(name));
                byte[] bytes = new InflaterInputStream(packed).readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }

        private static byte[] packed(String name) throws IOException {
            ByteArrayOutputStream packed = new ByteArrayOutputStream();
            try (InputStream in = ClassLoader.getSystemResourceAsStream(name.replace('.', '/') + ".class");
                    DeflaterOutputStream out = new DeflaterOutputStream(packed)) {
                in.transferTo(out);
            }
            return packed.toByteArray();
        }
    }

    public static void main(String[] args) throws Exception {
        Class<?> type = Class.forName("sample.Constructions", true, new Unpacking());
        System.out.println(type.getClassLoader() == PackedClasses.class.getClassLoader());
        ((Runnable) type.getConstructor().newInstance()).run();
    }
}
