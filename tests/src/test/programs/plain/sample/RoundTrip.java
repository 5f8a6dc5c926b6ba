// SPDX-License-Identifier: Apache-2.0
package sample;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** There and back; what it throws is part of what it says. */
public final class RoundTrip {
    private RoundTrip() {}

    public static String gzip(int length) {
        try {
            ByteArrayOutputStream packed = new ByteArrayOutputStream();
            try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
                out.write(Data.bytes(length, 7));
            }
            GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed.toByteArray()));
            return Data.checksum(in.readAllBytes());
        } catch (IOException | RuntimeException | Error e) {
            return e.toString();
        }
    }
}
