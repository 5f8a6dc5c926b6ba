// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.tests.interop;

import io.warpdrive.zip.HwGZIPInputStream;
import io.warpdrive.zip.HwGZIPOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

/** Data that every tool gets, made the same on every run. */
final class Samples {
    private Samples() {}

    /** Name and content: nothing, a byte, text, noise, zeros, each larger than any buffer on the way. */
    static Map<String, byte[]> all() {
        Map<String, byte[]> samples = new LinkedHashMap<>();
        samples.put("empty", new byte[0]);
        samples.put("byte", new byte[] {7});
        samples.put("small-text", text(3000));
        samples.put("text", text(5_000_000));
        samples.put("noise", noise(1_000_000));
        samples.put("zeros", new byte[3_000_000]);
        return samples;
    }

    static byte[] text(int size) {
        Random random = new Random(size);
        StringBuilder text = new StringBuilder(size + 64);
        while (text.length() < size) {
            text.append("{\"id\":").append(random.nextInt(100_000)).append(",\"name\":\"user-");
            text.append(random.nextInt(500))
                    .append("\",\"active\":")
                    .append(random.nextBoolean())
                    .append("}\n");
        }
        return text.substring(0, size).getBytes(StandardCharsets.US_ASCII);
    }

    static byte[] noise(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    static byte[] gzip(byte[] data) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream gzip = new HwGZIPOutputStream(out)) {
            gzip.write(data);
        }
        return out.toByteArray();
    }

    static byte[] gunzip(byte[] stream) throws IOException {
        try (InputStream in = new HwGZIPInputStream(new ByteArrayInputStream(stream))) {
            return in.readAllBytes();
        }
    }
}
