// SPDX-License-Identifier: Apache-2.0
package sample;

import com.sun.jna.Library;
import com.sun.jna.Native;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** A program that has a JNA of its own and uses it before and after it compresses. */
public final class OtherJna {
    /** A function of the C library. */
    public interface C extends Library {
        int abs(int number);
    }

    private OtherJna() {}

    public static void main(String[] args) throws IOException {
        boolean compressFirst = args.length > 0;
        if (compressFirst) {
            compress();
        }
        C c = Native.load("c", C.class);
        System.out.println(Native.VERSION + " " + c.abs(-5));
        compress();
        System.out.println(Native.VERSION + " " + c.abs(-6));
    }

    private static void compress() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(Data.bytes(1_000_000, 4));
        }
        System.out.println(Data.checksum(new GZIPInputStream(new ByteArrayInputStream(packed.toByteArray())).readAllBytes()));
    }
}
