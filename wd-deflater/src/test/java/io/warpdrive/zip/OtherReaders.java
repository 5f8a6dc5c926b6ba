// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.zip;

import static io.warpdrive.zip.Memory.check;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * Readers of DEFLATE data that share no code with the JDK: libdeflate, and as
 * programs the system's gzip and Python's zlib. What is not there is left out, and that is printed.
 */
final class OtherReaders implements AutoCloseable {
    private static final int GROWTH = 4096;
    /** Streams that are kept: more would not fit into the heap. */
    private static final int MOST = 2000;

    private static final String PYTHON =
            """
            import sys, zlib
            data, at = sys.stdin.buffer.read(), 0
            while at < len(data):
                wbits, packed, plain = (int.from_bytes(data[at + 4 * i:at + 4 * i + 4], 'big', signed=True) for i in range(3))
                at += 12
                reader = zlib.decompressobj(wbits)
                out = reader.decompress(data[at:at + packed])
                if out != data[at + packed:at + packed + plain] or not reader.eof or reader.unused_data:
                    sys.exit('a stream of %d bytes differs' % plain)
                at += packed + plain
            """;

    private final Optional<Libdeflate> libdeflate = Libdeflate.open();
    private final ByteArrayOutputStream gzip = new ByteArrayOutputStream();
    private final ByteArrayOutputStream gzipPlain = new ByteArrayOutputStream();
    private final ByteArrayOutputStream python = new ByteArrayOutputStream();
    private int kept;

    /** The system's libdeflate. */
    private record Libdeflate(Pointer decompressor, Function inflate, Function free) {
        static Optional<Libdeflate> open() {
            try {
                NativeLibrary library = NativeLibrary.getInstance("libdeflate.so.0");
                Pointer decompressor =
                        library.getFunction("libdeflate_alloc_decompressor").invokePointer(new Object[0]);
                return Optional.of(new Libdeflate(
                        decompressor,
                        library.getFunction("libdeflate_deflate_decompress_ex"),
                        library.getFunction("libdeflate_free_decompressor")));
            } catch (UnsatisfiedLinkError e) {
                System.out.println("libdeflate is not there: streams are not read by it");
                return Optional.empty();
            }
        }

        void read(byte[] raw, byte[] plain) {
            byte[] bytes = new byte[plain.length + GROWTH];
            long[] consumed = {0};
            long[] produced = {0};
            int result = inflate.invokeInt(
                    new Object[] {decompressor, raw, (long) raw.length, bytes, (long) bytes.length, consumed, produced
                    });
            check(result == 0, "libdeflate says " + result);
            check(consumed[0] == raw.length, "libdeflate sees the end elsewhere");
            check(
                    Arrays.equals(Arrays.copyOf(bytes, (int) produced[0]), plain),
                    "libdeflate inflates to something else");
        }
    }

    /** Fails unless libdeflate makes {@code plain} of the stream and ends where the stream ends. */
    void libdeflate(Format format, byte[] packed, byte[] plain) {
        libdeflate.ifPresent(reader -> reader.read(
                Arrays.copyOfRange(packed, format.header(), packed.length - format.wrapper() + format.header()),
                plain));
    }

    /** Puts a stream aside for {@link #readAll}, unless there are many already. */
    void keep(Format format, byte[] packed, byte[] plain) {
        if (kept == MOST) {
            return;
        }
        kept++;
        python.writeBytes(ByteBuffer.allocate(12)
                .putInt(format.nowrap() ? -15 : 15)
                .putInt(packed.length)
                .putInt(plain.length)
                .array());
        python.writeBytes(packed);
        python.writeBytes(plain);
        if (format.nowrap()) {
            CRC32 crc = new CRC32();
            crc.update(plain);
            gzip.writeBytes(new byte[] {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, (byte) 0xff});
            gzip.writeBytes(packed);
            gzip.writeBytes(ByteBuffer.allocate(8)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putInt((int) crc.getValue())
                    .putInt(plain.length)
                    .array());
            gzipPlain.writeBytes(plain);
        }
    }

    /** Lets the programs read everything kept, and returns how many streams that were. */
    int readAll() throws IOException, InterruptedException {
        run(new byte[0], python.toByteArray(), "python3", "-c", PYTHON);
        if (gzip.size() > 0) {
            run(gzipPlain.toByteArray(), gzip.toByteArray(), "gzip", "-dc");
        }
        return kept;
    }

    private static void run(byte[] expected, byte[] input, String... command) throws IOException, InterruptedException {
        Process process;
        try {
            process = new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException e) {
            System.out.println(command[0] + " is not there: streams are not read by it (" + e.getMessage() + ")");
            return;
        }
        Thread writer = new Thread(() -> {
            try (var in = process.getOutputStream()) {
                in.write(input);
            } catch (IOException e) {
                // it has stopped reading: its exit code says why
            }
        });
        writer.start();
        byte[] output = process.getInputStream().readAllBytes();
        writer.join();
        int exit = process.waitFor();
        check(
                exit == 0 && Arrays.equals(output, expected),
                command[0] + " ends with " + exit + ": "
                        + new String(
                                output, 0, Math.min(output.length, 200), java.nio.charset.StandardCharsets.ISO_8859_1));
    }

    @Override
    public void close() {
        libdeflate.ifPresent(reader -> reader.free().invokeVoid(new Object[] {reader.decompressor()}));
    }
}
