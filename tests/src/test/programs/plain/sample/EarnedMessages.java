// SPDX-License-Identifier: Apache-2.0
package sample;

import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * Compresses messages of 64 KB, as connections do that wait for more after a flush, and reads them as they come: so many that an
 * engine is earned in the first half of them. Links no lambda itself.
 */
public final class EarnedMessages {
    private EarnedMessages() {}

    public static void main(String[] args) throws DataFormatException {
        byte[] message = new byte[64 * 1024];
        int random = 1;
        for (int i = 0; i < message.length; i++) {
            random = random * 1103515245 + 12345;
            message[i] = (byte) ('a' + (random >>> 29));
        }
        byte[] packed = new byte[message.length];
        long read = 0;
        for (int i = 0; i < 200; i++) {
            Deflater deflater = new Deflater();
            deflater.setInput(message);
            int length = deflater.deflate(packed, 0, packed.length, Deflater.SYNC_FLUSH);
            Inflater inflater = new Inflater();
            inflater.setInput(packed, 0, length);
            read += inflater.inflate(new byte[2 * message.length]);
            deflater.end();
            inflater.end();
        }
        System.out.println(read);
    }
}
