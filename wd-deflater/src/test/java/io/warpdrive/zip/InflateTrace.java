// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.zip;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * All that a program can see of an inflater that is fed a stream piece by piece.
 *
 * @param end {@code finished}, {@code more} when the input ended before the stream, or the exception's message
 * @param repeated the message of a second call after an exception; else empty
 * @param output what was handed out, a character for each byte
 * @param read {@link Inflater#getBytesRead}
 * @param written {@link Inflater#getBytesWritten}
 * @param remaining {@link Inflater#getRemaining}
 */
record InflateTrace(String end, String repeated, String output, long read, long written, int remaining) {
    static final String FINISHED = "finished";
    static final String MORE = "more";

    /**
     * @param piece bytes handed over at a time
     * @param room size of the output buffer
     */
    static InflateTrace of(Implementation implementation, Format format, byte[] packed, int piece, int room) {
        Inflater inflater = implementation.inflater(format);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] buffer = new byte[room];
        String end;
        String repeated = "";
        try {
            end = run(inflater, packed, piece, buffer, out);
        } catch (DataFormatException e) {
            end = String.valueOf(e.getMessage());
            repeated = secondMessage(inflater, buffer);
        }
        InflateTrace trace = new InflateTrace(
                end,
                repeated,
                out.toString(StandardCharsets.ISO_8859_1),
                inflater.getBytesRead(),
                inflater.getBytesWritten(),
                inflater.getRemaining());
        inflater.end();
        return trace;
    }

    private static String run(Inflater inflater, byte[] packed, int piece, byte[] buffer, ByteArrayOutputStream out)
            throws DataFormatException {
        int at = 0;
        while (true) {
            int count = inflater.inflate(buffer);
            out.write(buffer, 0, count);
            if (inflater.finished()) {
                return FINISHED;
            }
            if (inflater.needsDictionary()) {
                return "needs a dictionary";
            }
            if (count == 0) {
                if (!inflater.needsInput()) {
                    return "stuck";
                }
                if (at == packed.length) {
                    return MORE;
                }
                int length = Math.min(piece, packed.length - at);
                inflater.setInput(packed, at, length);
                at += length;
            }
        }
    }

    private static String secondMessage(Inflater inflater, byte[] buffer) {
        try {
            inflater.inflate(buffer);
            return "no exception";
        } catch (DataFormatException e) {
            return String.valueOf(e.getMessage());
        }
    }

    /** Without the output, which is too long to print. */
    @Override
    public String toString() {
        return end + ", then " + repeated + "; handed out " + output.length() + ", read " + read + ", written "
                + written + ", remaining " + remaining;
    }
}
