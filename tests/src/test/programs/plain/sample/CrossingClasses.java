// SPDX-License-Identifier: Apache-2.0
package sample;

import java.util.concurrent.TimeUnit;
import java.util.zip.Deflater;

/** Two threads, each of which loads a class through the loader of what a Deflater is. */
public final class CrossingClasses {
    private CrossingClasses() {}

    public static void main(String[] args) throws InterruptedException {
        Deflater deflater = new Deflater();
        ClassLoader loader = deflater.getClass().getClassLoader();
        deflater.end();
        Thread[] threads = {loading("HwZipInputStream", loader), loading("HwZipOutputStream", loader)};
        for (Thread thread : threads) {
            thread.join(TimeUnit.SECONDS.toMillis(20));
            System.out.println(thread.getName() + (thread.isAlive() ? " hangs" : " has ended"));
        }
    }

    private static Thread loading(String name, ClassLoader loader) {
        Thread thread = new Thread(
                () -> {
                    try {
                        Class.forName("io.warpdrive.zip." + name, false, loader);
                    } catch (ClassNotFoundException e) {
                        System.err.println(e);
                    }
                },
                name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }
}
