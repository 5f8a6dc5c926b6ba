// SPDX-License-Identifier: Apache-2.0
package sample.agents;

import java.io.IOException;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.ProtectionDomain;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * Another agent: compresses in its premain, there in a thread too, and in its transformer whatever class comes by. Writes
 * the classes of what it got to the file of the system property sample.agents.
 */
public final class StreamAgent implements ClassFileTransformer {
    private static final String FILE = System.getProperty("sample.agents");
    private static final byte[] DATA = "an agent's own data, over and over. ".repeat(2_000).getBytes();

    private final ThreadLocal<Boolean> entered = new ThreadLocal<>();

    private StreamAgent() {}

    public static void premain(String arguments, Instrumentation instrumentation) throws InterruptedException {
        roundTrip("premain");
        Thread thread = new Thread(() -> roundTrip("thread"));
        thread.start();
        thread.join();
        instrumentation.addTransformer(new StreamAgent());
        System.out.println("premain done");
    }

    @Override
    public byte[] transform(ClassLoader loader, String name, Class<?> redefined, ProtectionDomain domain, byte[] file) {
        if (entered.get() == null) {
            entered.set(Boolean.TRUE);
            roundTrip("transformer");
            entered.remove();
        }
        return null;
    }

    private static void roundTrip(String where) {
        try {
            Deflater deflater = new Deflater(6);
            Inflater inflater = new Inflater();
            deflater.setInput(DATA);
            deflater.finish();
            byte[] packed = new byte[DATA.length];
            inflater.setInput(packed, 0, deflater.deflate(packed));
            byte[] data = new byte[DATA.length];
            inflater.inflate(data);
            boolean same = java.util.Arrays.equals(data, DATA) && inflater.finished();
            say(where + " " + same + " " + deflater.getClass().getName() + " " + inflater.getClass().getName());
            deflater.end();
            inflater.end();
        } catch (DataFormatException | RuntimeException | Error e) {
            say(where + " " + e);
        }
    }

    private static void say(String line) {
        try {
            Files.writeString(Path.of(FILE), line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            System.out.println(e);
        }
    }
}
