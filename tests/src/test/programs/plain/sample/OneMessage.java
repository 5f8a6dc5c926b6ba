// SPDX-License-Identifier: Apache-2.0
package sample;

import java.util.zip.Deflater;

/** Compresses 2 KB and reads them again, as a short tool does; with an argument it does not read them. */
public final class OneMessage {
    private OneMessage() {}

    public static void main(String[] args) {
        if (args.length == 0) {
            System.out.println(RoundTrip.gzip(2048));
            return;
        }
        Deflater deflater = new Deflater();
        deflater.setInput(new byte[2048]);
        deflater.finish();
        System.out.println(deflater.deflate(new byte[2048]));
        deflater.end();
    }
}
