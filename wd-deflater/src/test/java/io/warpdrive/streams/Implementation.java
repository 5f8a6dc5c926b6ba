// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.streams;

import io.warpdrive.zip.HwDeflater;
import io.warpdrive.zip.HwDeflaterOutputStream;
import io.warpdrive.zip.HwGZIPInputStream;
import io.warpdrive.zip.HwGZIPOutputStream;
import io.warpdrive.zip.HwInflater;
import io.warpdrive.zip.HwInflaterInputStream;
import io.warpdrive.zip.HwZipInputStream;
import io.warpdrive.zip.HwZipOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** Whose classes a test runs on: what holds for the JDK's has to hold for ours. */
enum Implementation {
    JDK {
        @Override
        Deflater deflater(int level, boolean nowrap) {
            return new Deflater(level, nowrap);
        }

        @Override
        Inflater inflater(boolean nowrap) {
            return new Inflater(nowrap);
        }

        @Override
        DeflaterOutputStream deflaterOutput(OutputStream out, boolean syncFlush) {
            return new DeflaterOutputStream(out, syncFlush);
        }

        @Override
        DeflaterOutputStream deflaterOutput(OutputStream out, Deflater deflater, int size, boolean syncFlush) {
            return new DeflaterOutputStream(out, deflater, size, syncFlush);
        }

        @Override
        InflaterInputStream inflaterInput(InputStream in) {
            return new InflaterInputStream(in);
        }

        @Override
        InflaterInputStream inflaterInput(InputStream in, Inflater inflater, int size) {
            return new InflaterInputStream(in, inflater, size);
        }

        @Override
        GZIPOutputStream gzipOutput(OutputStream out, int size, boolean syncFlush) throws IOException {
            return new GZIPOutputStream(out, size, syncFlush);
        }

        @Override
        GZIPInputStream gzipInput(InputStream in, int size) throws IOException {
            return new GZIPInputStream(in, size);
        }

        @Override
        ZipOutputStream zipOutput(OutputStream out, Charset charset) {
            return new ZipOutputStream(out, charset);
        }

        @Override
        ZipInputStream zipInput(InputStream in, Charset charset) {
            return new ZipInputStream(in, charset);
        }
    },
    WARPDRIVE {
        @Override
        Deflater deflater(int level, boolean nowrap) {
            return new HwDeflater(level, nowrap);
        }

        @Override
        Inflater inflater(boolean nowrap) {
            return new HwInflater(nowrap);
        }

        @Override
        DeflaterOutputStream deflaterOutput(OutputStream out, boolean syncFlush) {
            return new HwDeflaterOutputStream(out, syncFlush);
        }

        @Override
        DeflaterOutputStream deflaterOutput(OutputStream out, Deflater deflater, int size, boolean syncFlush) {
            return new HwDeflaterOutputStream(out, deflater, size, syncFlush);
        }

        @Override
        InflaterInputStream inflaterInput(InputStream in) {
            return new HwInflaterInputStream(in);
        }

        @Override
        InflaterInputStream inflaterInput(InputStream in, Inflater inflater, int size) {
            return new HwInflaterInputStream(in, inflater, size);
        }

        @Override
        GZIPOutputStream gzipOutput(OutputStream out, int size, boolean syncFlush) throws IOException {
            return new HwGZIPOutputStream(out, size, syncFlush);
        }

        @Override
        GZIPInputStream gzipInput(InputStream in, int size) throws IOException {
            return new HwGZIPInputStream(in, size);
        }

        @Override
        ZipOutputStream zipOutput(OutputStream out, Charset charset) {
            return new HwZipOutputStream(out, charset);
        }

        @Override
        ZipInputStream zipInput(InputStream in, Charset charset) {
            return new HwZipInputStream(in, charset);
        }
    };

    abstract Deflater deflater(int level, boolean nowrap);

    abstract Inflater inflater(boolean nowrap);

    abstract DeflaterOutputStream deflaterOutput(OutputStream out, boolean syncFlush);

    abstract DeflaterOutputStream deflaterOutput(OutputStream out, Deflater deflater, int size, boolean syncFlush);

    abstract InflaterInputStream inflaterInput(InputStream in);

    abstract InflaterInputStream inflaterInput(InputStream in, Inflater inflater, int size);

    abstract GZIPOutputStream gzipOutput(OutputStream out, int size, boolean syncFlush) throws IOException;

    abstract GZIPInputStream gzipInput(InputStream in, int size) throws IOException;

    abstract ZipOutputStream zipOutput(OutputStream out, Charset charset);

    abstract ZipInputStream zipInput(InputStream in, Charset charset);
}
