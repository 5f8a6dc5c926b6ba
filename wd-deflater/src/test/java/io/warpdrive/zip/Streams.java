// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.zip;

import java.io.ByteArrayOutputStream;
import java.util.zip.Adler32;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/** The loops that every caller of Deflater and Inflater writes, with an eye on stalling. */
final class Streams {
    /** A call may return 0 once although there is more to do: after a change of level, or when only a header was due. */
    private static final int IDLE_CALLS = 3;

    private static final int ROOM = 8192;

    private Streams() {}

    /** Feeds all of {@code input}, finishes and takes all output. */
    static byte[] deflate(Deflater deflater, byte[] input) {
        return deflate(deflater, input, Math.max(input.length, 1), ROOM);
    }

    /**
     * @param piece bytes handed over at a time
     * @param room size of the output buffer
     */
    static byte[] deflate(Deflater deflater, byte[] input, int piece, int room) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int at = 0; at < input.length; at += piece) {
            deflater.setInput(input, at, Math.min(piece, input.length - at));
            drain(deflater, Deflater.NO_FLUSH, room, out);
        }
        finish(deflater, Deflater.NO_FLUSH, room, out);
        return out.toByteArray();
    }

    /** One piece of a stream that ends with {@code flush}, which must not be NO_FLUSH. */
    static byte[] flush(Deflater deflater, byte[] input, int flush, int room) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        deflater.setInput(input);
        byte[] buffer = new byte[room];
        int count;
        do {
            count = deflater.deflate(buffer, 0, room, flush);
            out.write(buffer, 0, count);
        } while (count == room);
        return out.toByteArray();
    }

    /** Calls until all input is taken in and no more output comes. */
    static void drain(Deflater deflater, int flush, int room, ByteArrayOutputStream out) {
        byte[] buffer = new byte[room];
        int idle = 0;
        int count;
        do {
            count = deflater.deflate(buffer, 0, room, flush);
            out.write(buffer, 0, count);
            idle = guard(idle, count);
        } while (count > 0 || !deflater.needsInput());
    }

    /** Finishes and calls until the stream is finished; {@code flush} should not matter any more. */
    static void finish(Deflater deflater, int flush, int room, ByteArrayOutputStream out) {
        byte[] buffer = new byte[room];
        int idle = 0;
        deflater.finish();
        while (!deflater.finished()) {
            int count = deflater.deflate(buffer, 0, room, flush);
            out.write(buffer, 0, count);
            idle = guard(idle, count);
        }
    }

    private static int guard(int idle, int count) {
        if (count == 0 && idle == IDLE_CALLS) {
            throw new AssertionError("calls make no progress");
        }
        return count == 0 ? idle + 1 : 0;
    }

    static byte[] inflate(Inflater inflater, byte[] packed) throws DataFormatException {
        return inflate(inflater, packed, Math.max(packed.length, 1), ROOM);
    }

    /** Feeds all of {@code packed}, piece by piece, until the end of the stream or of the input. */
    static byte[] inflate(Inflater inflater, byte[] packed, int piece, int room) throws DataFormatException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] buffer = new byte[room];
        int at = 0;
        int idle = 0;
        while (!inflater.finished() && !inflater.needsDictionary()) {
            int count = inflater.inflate(buffer);
            out.write(buffer, 0, count);
            if (count == 0 && inflater.needsInput() && !inflater.finished()) {
                if (at == packed.length) {
                    break;
                }
                int length = Math.min(piece, packed.length - at);
                inflater.setInput(packed, at, length);
                at += length;
                idle = 0;
            } else {
                idle = guard(idle, count);
            }
        }
        return out.toByteArray();
    }

    /** What the JDK makes of a stream; the stream has to end where the bytes end. */
    static byte[] jdkInflate(Format format, byte[] packed) throws DataFormatException {
        Inflater inflater = new Inflater(format.nowrap());
        try {
            byte[] plain = inflate(inflater, packed);
            if (!inflater.finished() || inflater.getRemaining() > 0) {
                throw new DataFormatException(
                        "finished " + inflater.finished() + ", remaining " + inflater.getRemaining());
            }
            return plain;
        } finally {
            inflater.end();
        }
    }

    static byte[] jdkDeflate(Format format, int level, byte[] plain) {
        return jdkDeflate(format, level, Deflater.DEFAULT_STRATEGY, plain);
    }

    static byte[] jdkDeflate(Format format, int level, int strategy, byte[] plain) {
        Deflater deflater = new Deflater(level, format.nowrap());
        try {
            deflater.setStrategy(strategy);
            return deflate(deflater, plain);
        } finally {
            deflater.end();
        }
    }

    /** In zlib format; what the dictionary is does not matter to who has none. */
    static byte[] jdkDeflateWithDictionary(byte[] plain) {
        Deflater deflater = new Deflater();
        try {
            deflater.setDictionary(plain);
            return deflate(deflater, plain);
        } finally {
            deflater.end();
        }
    }

    static int adler(byte[] bytes) {
        Adler32 adler = new Adler32();
        adler.update(bytes);
        return (int) adler.getValue();
    }

    /** What the balanced policy allows at the JDK's size; an engine without levels, or small blocks, only compress. */
    static int sizeLimit(int jdk, int plain) {
        boolean levels = !System.getProperty("warpdrive.device", "").startsWith("hisi_zip")
                && System.getProperty("warpdrive.block") == null;
        return levels ? jdk + jdk / 20 : Math.max(plain, jdk + jdk / 20);
    }
}
