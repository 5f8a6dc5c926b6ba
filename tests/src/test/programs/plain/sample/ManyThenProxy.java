// SPDX-License-Identifier: Apache-2.0
package sample;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/** Makes many objects, and then has the JDK make its first class. */
public final class ManyThenProxy implements InvocationHandler {
    private static final int MESSAGES = 1000;

    private int called;

    private ManyThenProxy() {}

    public static void main(String[] args) throws DataFormatException {
        byte[] message = new byte[3000];
        byte[] packed = new byte[message.length];
        byte[] back = new byte[message.length];
        for (int i = 0; i < MESSAGES; i++) {
            Deflater deflater = new Deflater();
            deflater.setInput(message);
            deflater.finish();
            int length = deflater.deflate(packed);
            deflater.end();
            Inflater inflater = new Inflater();
            inflater.setInput(packed, 0, length);
            if (inflater.inflate(back) != message.length) {
                throw new IllegalStateException("message " + i);
            }
            inflater.end();
        }
        ManyThenProxy handler = new ManyThenProxy();
        ClassLoader loader = ManyThenProxy.class.getClassLoader();
        ((Runnable) Proxy.newProxyInstance(loader, new Class<?>[] {Runnable.class}, handler)).run();
        System.out.println(MESSAGES + " messages and " + (handler.called == 1 ? "a proxy" : "none"));
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) {
        called++;
        return null;
    }
}
