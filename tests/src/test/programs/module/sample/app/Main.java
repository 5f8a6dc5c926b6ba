// SPDX-License-Identifier: Apache-2.0
package sample.app;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.function.Supplier;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** A program in a module that requires nothing but java.base. */
public final class Main {
    private Main() {}

    public static void main(String[] args) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(new byte[1_000_000]);
        }
        System.out.println(new GZIPInputStream(new ByteArrayInputStream(packed.toByteArray())).readAllBytes().length);
        Supplier<Deflater> deflaters = Deflater::new;
        deflaters.get().end();
        new Deflater(packed.size() > 5 ? 1 : 2).end();
        System.out.println(Main.class.getModule());
    }
}
