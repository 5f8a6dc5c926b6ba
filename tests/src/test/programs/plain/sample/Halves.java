// SPDX-License-Identifier: Apache-2.0
package sample;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * Writes half of a stream, waits for a line of input, writes the rest; then another stream, and more of them for as many
 * seconds as its argument says. Says whether they are right.
 */
public final class Halves {
    private static final byte[] DATA = Data.bytes(2_000_000, 9);

    private Halves() {}

    public static void main(String[] args) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(packed)) {
            out.write(DATA, 0, DATA.length / 2);
            System.out.println("half");
            if (System.in.read() < 0) {
                throw new IOException("nobody there");
            }
            out.write(DATA, DATA.length / 2, DATA.length / 2);
        }
        System.out.println(isRight(packed) ? "same" : "different");
        long end = System.nanoTime() + (args.length == 0 ? 0 : Long.parseLong(args[0]) * 1_000_000_000L);
        boolean right = true;
        do {
            packed.reset();
            try (OutputStream out = new GZIPOutputStream(packed)) {
                out.write(DATA);
            }
            right &= isRight(packed);
        } while (System.nanoTime() - end < 0);
        System.out.println(right ? "same" : "different");
    }

    private static boolean isRight(ByteArrayOutputStream packed) throws IOException {
        byte[] back = new GZIPInputStream(new ByteArrayInputStream(packed.toByteArray())).readAllBytes();
        return Arrays.equals(back, DATA);
    }
}
