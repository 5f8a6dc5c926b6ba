// SPDX-License-Identifier: Apache-2.0
package sample;

import java.io.IOException;
import java.io.InputStream;

/** Loads classes of a Java version that there is not yet. */
public final class NewerClass {
    private NewerClass() {}

    private static final class Loader extends ClassLoader {
        Class<?> define(String name) throws IOException {
            try (InputStream in = ClassLoader.getSystemResourceAsStream(name.replace('.', '/') + ".class")) {
                byte[] bytes = in.readAllBytes();
                bytes[7] = 120;
                return defineClass(name, bytes, 0, bytes.length);
            }
        }
    }

    public static void main(String[] args) throws IOException {
        for (String name : new String[] {"sample.Constructions", "sample.Threads", "sample.Waiting"}) {
            try {
                System.out.println(new Loader().define(name));
            } catch (UnsupportedClassVersionError e) {
                System.out.println(e.getMessage());
            }
        }
        System.out.println(RoundTrip.gzip(900_000));
    }
}
