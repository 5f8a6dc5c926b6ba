// SPDX-License-Identifier: Apache-2.0
package org.example;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** A GZIPOutputStream for each message, flushed after each part, as a server does with a response that it has not got yet. */
final class FlushedResponses implements MessageCodec {
    private static final int BUFFER = 8192;

    private final int part;

    /** @param part bytes between flushes */
    FlushedResponses(int part) {
        this.part = part;
    }

    @Override
    public int write(byte[] message, byte[] out) throws IOException {
        Sink sink = new Sink(out);
        try (OutputStream stream = new GZIPOutputStream(sink, BUFFER, true)) {
            for (int at = 0; at < message.length; at += part) {
                stream.write(message, at, Math.min(part, message.length - at));
                stream.flush();
            }
        }
        return sink.size();
    }

    @Override
    public int read(byte[] packed, int length, byte[] out) throws IOException {
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(packed, 0, length), BUFFER)) {
            return in.readNBytes(out, 0, out.length);
        }
    }

    @Override
    public void end() {
        // nothing is open between messages
    }

    /** Writes to an array that is there. */
    private static final class Sink extends ByteArrayOutputStream {
        Sink(byte[] bytes) {
            super(0);
            buf = bytes;
        }
    }
}
