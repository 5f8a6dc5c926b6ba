// SPDX-License-Identifier: Apache-2.0
package sample.agents;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Another agent, which needs one of two classes while the other is being defined, in two threads at the same moment. */
public final class CrossingAgent implements ClassFileTransformer {
    private static final String ONE = "io/warpdrive/zip/HwZipInputStream";
    private static final String OTHER = "io/warpdrive/zip/HwZipOutputStream";

    private final CyclicBarrier both = new CyclicBarrier(2);
    private final ThreadLocal<Boolean> entered = new ThreadLocal<>();

    private CrossingAgent() {}

    public static void premain(String arguments, Instrumentation instrumentation) {
        instrumentation.addTransformer(new CrossingAgent());
    }

    @Override
    public byte[] transform(ClassLoader loader, String name, Class<?> redefined, ProtectionDomain domain, byte[] file) {
        if ((ONE.equals(name) || OTHER.equals(name)) && entered.get() == null) {
            entered.set(Boolean.TRUE);
            try {
                both.await(5, TimeUnit.SECONDS);
                Class.forName((ONE.equals(name) ? OTHER : ONE).replace('/', '.'), false, loader);
            } catch (InterruptedException | BrokenBarrierException | TimeoutException | ClassNotFoundException e) {
                System.err.println(name + ": " + e);
            }
        }
        return null;
    }
}
