// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.benchmarks.peers;

import java.io.IOException;
import org.example.MessageWork;
import org.example.StreamWork;

/** What a C library does in place of the JDK with a message or a file in native memory. */
@FunctionalInterface
interface LimitTask {
    /** The C libraries. */
    enum Library {
        LIBDEFLATE,
        ISAL;

        private OffHeapCodec.Calls open(int level, Wrapping wrapping) throws IOException {
            return this == LIBDEFLATE ? new NativeLibdeflate(level, wrapping) : new NativeIsal(level, wrapping);
        }
    }

    /** Level of all messages. */
    int LEVEL = 6;

    /**
     * Does it; all but lengths are addresses.
     *
     * @param plain bytes of plain data: the input when writing, what has to come out when reading
     * @return bytes of output; 0 on failure
     */
    long run(long in, long length, long out, long room, long plain);

    /** With a file. */
    static LimitTask of(Library library, StreamWork work) throws IOException {
        Wrapping wrapping = work.isGzip() ? Wrapping.GZIP : Wrapping.ZLIB;
        return whole(library.open(work.level(), wrapping), work.isReading());
    }

    /**
     * With messages.
     *
     * @throws IOException where the library has nothing of the kind
     */
    static LimitTask of(Library library, MessageWork work, int part) throws IOException {
        return switch (work) {
            case DEFLATE_REUSED, DEFLATE_NEW -> whole(library.open(LEVEL, Wrapping.ZLIB), false);
            case INFLATE_REUSED, INFLATE_NEW -> whole(library.open(LEVEL, Wrapping.ZLIB), true);
            case FLUSH_NEW -> flushed(isal(library, Wrapping.GZIP), part, true, 0);
            case FLUSH_KEPT -> flushed(isal(library, Wrapping.RAW), part, false, 0);
            // without the end of the last flush, 00 00 FF FF
            case WEB_SOCKET -> flushed(isal(library, Wrapping.RAW), part, false, 4);
            case DICTIONARY_DEFLATE -> compressed(isal(library, Wrapping.RAW), part);
            case DICTIONARY_INFLATE -> decompressed(isal(library, Wrapping.RAW), part);
        };
    }

    private static NativeIsal isal(Library library, Wrapping wrapping) throws IOException {
        if (library != Library.ISAL) {
            throw new IOException(library + " works on whole buffers alone");
        }
        return new NativeIsal(LEVEL, wrapping);
    }

    private static LimitTask whole(OffHeapCodec.Calls calls, boolean reading) {
        return reading
                ? (in, length, out, room, plain) -> calls.decompress(in, length, out, plain) ? plain : 0
                : (in, length, out, room, plain) -> calls.compress(in, length, out, room);
    }

    private static LimitTask flushed(NativeIsal isal, int part, boolean renewing, int dropped) {
        return (in, length, out, room, plain) -> {
            if (renewing) {
                isal.begin();
            }
            long size = 0;
            for (long at = 0; at < length; at += part) {
                size += isal.write(in + at, Math.min(part, length - at), out + size, room - size, false);
            }
            return size + (renewing ? isal.write(in, 0, out + size, room - size, true) : 0) - dropped;
        };
    }

    private static LimitTask compressed(NativeIsal isal, int dictionary) {
        return (in, length, out, room, plain) ->
                isal.compress(in, dictionary, in + dictionary, length - dictionary, out, room);
    }

    private static LimitTask decompressed(NativeIsal isal, int dictionary) {
        return (in, length, out, room, plain) ->
                isal.decompress(in, dictionary, in + dictionary, length - dictionary, out, plain - dictionary)
                        ? plain - dictionary
                        : 0;
    }
}
