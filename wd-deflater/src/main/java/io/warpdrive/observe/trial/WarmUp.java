// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.observe.trial;

import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/** Loads the engine, and has the JVM compile what is called for each short stream: before that it says nothing. */
final class WarmUp {
    /** The JVM compiles what has been called 200 times. */
    private static final int TIMES = 400;

    private static final int MESSAGE = 64;
    private static final int ROOM = 128;

    private WarmUp() {}

    static void run(Replay.Maker maker) throws DataFormatException {
        Deflater deflater = maker.deflater(Deflater.DEFAULT_COMPRESSION, true);
        Inflater inflater = maker.inflater(true);
        try {
            byte[] plain = new byte[MESSAGE];
            byte[] packed = new byte[ROOM];
            for (int i = 0; i < TIMES; i++) {
                plain[i % MESSAGE] = (byte) i;
                deflater.setInput(plain);
                deflater.finish();
                int length = deflater.deflate(packed);
                deflater.reset();
                inflater.setInput(packed, 0, length);
                inflater.inflate(plain);
                inflater.reset();
            }
        } finally {
            deflater.end();
            inflater.end();
        }
    }
}
