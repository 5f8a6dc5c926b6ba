// SPDX-License-Identifier: Apache-2.0
package sample.agents;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;

/** Another agent, whose transformer makes one of the JDK's classes impossible to retransform. */
public final class SpoilingAgent implements ClassFileTransformer {
    private SpoilingAgent() {}

    public static void premain(String arguments, Instrumentation instrumentation) {
        instrumentation.addTransformer(new SpoilingAgent(), true);
    }

    @Override
    public byte[] transform(ClassLoader loader, String name, Class<?> redefined, ProtectionDomain domain, byte[] file) {
        return redefined != null && name.equals("java/util/zip/InflaterInputStream") ? new byte[40] : null;
    }
}
