// SPDX-License-Identifier: Apache-2.0
package sample;

import java.util.Random;

/** Something to compress: words, so that it is neither trivial nor incompressible. */
public final class Data {
    private static final String[] WORDS = "the queue of a device takes blocks and gives back fewer bytes than it was given".split(" ");

    private Data() {}

    public static byte[] bytes(int length, long seed) {
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder();
        while (text.length() < length) {
            text.append(WORDS[random.nextInt(WORDS.length)]).append(random.nextInt(10) == 0 ? '\n' : ' ');
        }
        return text.substring(0, length).getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
    }

    public static String checksum(byte[] bytes) {
        java.util.zip.CRC32 crc = new java.util.zip.CRC32();
        crc.update(bytes);
        return bytes.length + " " + Long.toHexString(crc.getValue());
    }
}
