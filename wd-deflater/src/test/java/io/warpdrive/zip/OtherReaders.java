// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.zip;

import static io.warpdrive.zip.Memory.check;

import io.warpdrive.queue.WdConfiguration;
import io.warpdrive.queue.WdDevice;
import io.warpdrive.queue.WdDevices;
import io.warpdrive.queue.WdException;
import io.warpdrive.queue.WdMemory;
import io.warpdrive.queue.WdQueue;
import io.warpdrive.queue.ZipOperation;
import io.warpdrive.queue.ZipRequest;
import io.warpdrive.queue.ZipStatus;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.zip.CRC32;

/**
 * Readers of DEFLATE data that share no code with the JDK: libdeflate, reached over the software device's queue, and as
 * programs the system's gzip and Python's zlib. What is not there is left out, and that is printed.
 */
final class OtherReaders implements AutoCloseable {
    private static final int GROWTH = 4096;
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

    private final Optional<WdQueue> libdeflate;
    private final ByteArrayOutputStream gzip = new ByteArrayOutputStream();
    private final ByteArrayOutputStream gzipPlain = new ByteArrayOutputStream();
    private final ByteArrayOutputStream python = new ByteArrayOutputStream();
    private int kept;

    OtherReaders() throws WdException {
        WdConfiguration anyDevice = WdConfiguration.read(new Properties(), Map.of());
        Optional<WdDevice> soft = WdDevices.discover(anyDevice).list().stream()
                .filter(device -> device.name().equals("soft"))
                .filter(device -> device.description().contains("libdeflate"))
                .findFirst();
        libdeflate = soft.isPresent() ? Optional.of(soft.get().requestQueue(ZipOperation.INFLATE)) : Optional.empty();
        if (libdeflate.isEmpty()) {
            System.out.println("libdeflate is not there: streams are not read by it");
        }
    }

    /** Fails unless libdeflate makes {@code plain} of the stream and ends where the stream ends. */
    void libdeflate(Format format, byte[] packed, byte[] plain) {
        libdeflate.ifPresent(queue -> {
            byte[] raw =
                    Arrays.copyOfRange(packed, format.header(), packed.length - format.wrapper() + format.header());
            try (WdMemory source = queue.reserveMemory(raw.length);
                    WdMemory destination = queue.reserveMemory(plain.length + GROWTH)) {
                source.buffer().put(0, raw);
                ZipRequest request = new ZipRequest()
                        .operation(ZipOperation.INFLATE)
                        .stateless()
                        .source(source, 0, raw.length)
                        .destination(destination, 0, plain.length + GROWTH);
                queue.send(request);
                check(request.status() == ZipStatus.END_OF_STREAM, "libdeflate says " + request.status());
                check(request.consumed() == raw.length, "libdeflate sees the end elsewhere");
                byte[] bytes = new byte[request.produced()];
                destination.buffer().get(0, bytes);
                check(Arrays.equals(bytes, plain), "libdeflate inflates to something else");
            } catch (WdException e) {
                throw new AssertionError(e);
            }
        });
    }

    /** Puts a stream aside for {@link #readAll}. */
    void keep(Format format, byte[] packed, byte[] plain) {
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
        libdeflate.ifPresent(WdQueue::close);
    }
}
