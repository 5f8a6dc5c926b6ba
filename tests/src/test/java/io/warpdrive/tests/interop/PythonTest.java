// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.tests.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.warpdrive.zip.HwDeflater;
import io.warpdrive.zip.HwDeflaterOutputStream;
import io.warpdrive.zip.HwInflater;
import io.warpdrive.zip.HwInflaterInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Python's zlib and gzip modules read what we write, and the other way round. */
class PythonTest {
    private static final String PREAMBLE = "import gzip, sys, zlib\nread = sys.stdin.buffer.read()\n";

    @TempDir
    Path directory;

    private Tool python;

    @BeforeEach
    void findPython() {
        python = Tool.named("python3");
    }

    /** Without it data pipelines in two languages would break at the border. */
    @Test
    void gzipModuleAndWeReadEachOther() throws IOException {
        for (byte[] data : Samples.all().values()) {
            assertThat(run("sys.stdout.buffer.write(gzip.decompress(read))", Samples.gzip(data)))
                    .isEqualTo(data);
            assertThat(Samples.gunzip(run("sys.stdout.buffer.write(gzip.compress(read))", data)))
                    .isEqualTo(data);
        }
    }

    /** Without it one of the formats would only be understood among ourselves. */
    @Tag("thorough")
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void zlibModuleAndWeReadEachOther(boolean nowrap) throws IOException {
        int windowBits = nowrap ? -15 : 15;
        for (byte[] data : Samples.all().values()) {
            for (int level : new int[] {1, 6}) {
                String read = "d = zlib.decompressobj(%d)\n".formatted(windowBits)
                        + "out = d.decompress(read) + d.flush()\n"
                        + "assert d.eof and not d.unused_data\nsys.stdout.buffer.write(out)";
                assertThat(run(read, deflate(data, level, nowrap))).isEqualTo(data);
                String write = "c = zlib.compressobj(%d, zlib.DEFLATED, %d)\n".formatted(level, windowBits)
                        + "sys.stdout.buffer.write(c.compress(read) + c.flush())";
                assertThat(inflate(run(write, data), nowrap)).isEqualTo(data);
            }
        }
    }

    /** Without it a peer in Python would not see a message before the next one. */
    @Test
    void syncFlushedDataIsCompleteForTheZlibModule() throws IOException {
        byte[] data = Samples.text(700_000);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream stream = new HwDeflaterOutputStream(out, true)) {
            stream.write(data);
            stream.flush();
            String read = "d = zlib.decompressobj()\nsys.stdout.buffer.write(d.decompress(read))\nassert not d.eof";
            assertThat(run(read, out.toByteArray())).isEqualTo(data);
        }
    }

    private byte[] run(String script, byte[] input) {
        return python.run(directory, input, "-c", PREAMBLE + script);
    }

    private static byte[] deflate(byte[] data, int level, boolean nowrap) throws IOException {
        Deflater deflater = new HwDeflater(level, nowrap);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream stream = new HwDeflaterOutputStream(out, deflater, 8192)) {
            stream.write(data);
        }
        deflater.end();
        return out.toByteArray();
    }

    private static byte[] inflate(byte[] stream, boolean nowrap) throws IOException {
        Inflater inflater = new HwInflater(nowrap);
        try (InputStream in = new HwInflaterInputStream(new ByteArrayInputStream(stream), inflater, 8192)) {
            return in.readAllBytes();
        } finally {
            inflater.end();
        }
    }
}
