// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.cli;

import io.warpdrive.zip.HwDeflater;
import io.warpdrive.zip.HwDeflaterOutputStream;
import io.warpdrive.zip.HwGZIPOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/** What can be wrapped around DEFLATE, and the file names that go with it. */
enum Format {
    GZIP("gzip", ".gz"),
    ZLIB("zlib", ".zz"),
    DEFLATE("deflate", ".deflate");

    /** Enough for a device to work on; more makes nothing faster. */
    static final int BUFFER = 1 << 17;

    private final String command;
    private final String suffix;

    Format(String command, String suffix) {
        this.command = command;
        this.suffix = suffix;
    }

    /** The subcommand that makes it, which is also the algorithm's name among devices. */
    String command() {
        return command;
    }

    /** What is put behind the name of a compressed file. */
    String suffix() {
        return suffix;
    }

    boolean isCompressedName(String name) {
        return name.endsWith(suffix) || (this == GZIP && name.endsWith(".tgz"));
    }

    /** The name of the file that {@code name} was made of; empty when {@code name} has no suffix of this format. */
    Optional<String> originalName(String name) {
        if (name.endsWith(suffix) && name.length() > suffix.length()) {
            return Optional.of(name.substring(0, name.length() - suffix.length()));
        }
        if (this == GZIP && name.endsWith(".tgz") && name.length() > ".tgz".length()) {
            return Optional.of(name.substring(0, name.length() - ".tgz".length()) + ".tar");
        }
        return Optional.empty();
    }

    /**
     * A stream that compresses into {@code out}. The deflater is given back with {@link Compressor#close}.
     *
     * @param level 1 to 9
     */
    Compressor compressor(OutputStream out, int level) throws IOException {
        if (this == GZIP) {
            Gzip gzip = new Gzip(out, level);
            return new Compressor(gzip, gzip.deflater());
        }
        Deflater deflater = new HwDeflater(level, this == DEFLATE);
        return new Compressor(new HwDeflaterOutputStream(out, deflater, BUFFER), deflater);
    }

    /** A compressing stream and what it has to give back. */
    record Compressor(DeflaterOutputStream stream, Deflater deflater) implements AutoCloseable {
        @Override
        public void close() {
            deflater.end();
        }
    }

    /** GZIPOutputStream has no parameter for the level. */
    private static final class Gzip extends HwGZIPOutputStream {
        Gzip(OutputStream out, int level) throws IOException {
            super(out, BUFFER);
            def.setLevel(level);
        }

        Deflater deflater() {
            return def;
        }
    }
}
