// SPDX-License-Identifier: Apache-2.0
package sample;

import java.util.function.Supplier;
import java.util.zip.Deflater;

/** Makes a Deflater, waits for a line of input, makes another in code that was loaded before. */
public final class Waiting {
    private Waiting() {}

    public static void main(String[] args) throws Exception {
        Supplier<Deflater> reference = Deflater::new;
        make("before", new Deflater(), reference);
        System.out.println("ready");
        System.in.read();
        make("after", new Deflater(5), reference);
        new Constructions().run();
    }

    private static void make(String when, Deflater given, Supplier<Deflater> reference) {
        Report.classOf(when + " given", given);
        Report.classOf(when + " here", new Deflater(given.getTotalIn() == 0 ? 1 : 2));
        Report.classOf(when + " reference", reference.get());
    }
}
