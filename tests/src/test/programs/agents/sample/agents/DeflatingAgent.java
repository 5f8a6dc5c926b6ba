// SPDX-License-Identifier: Apache-2.0
package sample.agents;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;
import java.util.zip.Deflater;

/** Another agent, which compresses whatever class comes by and needs nothing else of the JDK. */
public final class DeflatingAgent implements ClassFileTransformer {
    private final ThreadLocal<Boolean> entered = new ThreadLocal<>();

    private DeflatingAgent() {}

    public static void premain(String arguments, Instrumentation instrumentation) {
        instrumentation.addTransformer(new DeflatingAgent());
    }

    @Override
    public byte[] transform(ClassLoader loader, String name, Class<?> redefined, ProtectionDomain domain, byte[] file) {
        if (entered.get() == null) {
            entered.set(Boolean.TRUE);
            try {
                deflate(file);
            } catch (LinkageError e) {
                System.err.println(name + ": " + e);
            }
            entered.remove();
        }
        return null;
    }

    private static void deflate(byte[] file) {
        Deflater deflater = new Deflater();
        deflater.setInput(file);
        deflater.finish();
        deflater.deflate(new byte[file.length + 100]);
        deflater.end();
    }
}
