// SPDX-License-Identifier: Apache-2.0
package sample;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.Inflater;

/**
 * Files written and read, messages of one connection, and small records, again and again. Arguments: how often, and whether
 * to print the checksum of all compressed bytes. On standard error, at the end: processor time of the process and of the
 * thread that measures beside it, in milliseconds.
 */
public final class Workload {
    /** Nobody shall find it in a report. */
    private static final String SECRET = "hunter2-do-not-tell-anybody";

    private static final int MESSAGE = 2000;
    private static final int RECORD = 300;

    private final CRC32 packedBytes = new CRC32();
    private final CRC32 plainBytes = new CRC32();
    private final byte[] buffer = new byte[8192];
    private final Random random = new Random(11);

    private Workload() {}

    public static void main(String[] args) throws Exception {
        Workload work = new Workload();
        int times = Integer.parseInt(args[0]);
        for (int i = 0; i < times; i++) {
            byte[] data = work.data(400_000);
            work.file(data);
            work.messages(data);
            work.records(data);
        }
        System.out.println("plain " + Long.toHexString(work.plainBytes.getValue()));
        if (args.length > 1) {
            System.out.println("packed " + Long.toHexString(work.packedBytes.getValue()));
        }
        tellTime();
    }

    private byte[] data(int length) {
        StringBuilder text = new StringBuilder();
        while (text.length() < length) {
            text.append("{\"id\":").append(random.nextInt(100_000)).append(",\"name\":\"")
                    .append(SECRET, 0, 7 + random.nextInt(SECRET.length() - 7)).append("\",\"value\":")
                    .append(random.nextDouble()).append(",\"tags\":[\"")
                    .append(Integer.toString(random.nextInt(5000), 36)).append("\",\"queue\",\"block\"]}\n");
        }
        return text.substring(0, length).getBytes(StandardCharsets.ISO_8859_1);
    }

    private void file(byte[] data) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(packed)) {
            out.write(data);
        }
        packedBytes.update(packed.toByteArray());
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(packed.toByteArray()), 8192)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                plainBytes.update(buffer, 0, read);
            }
        }
    }

    private void messages(byte[] data) {
        Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
        for (int off = 0; off + MESSAGE <= data.length; off += MESSAGE) {
            deflater.setInput(data, off, MESSAGE);
            int written = deflater.deflate(buffer, 0, buffer.length, Deflater.SYNC_FLUSH);
            packedBytes.update(buffer, 0, written);
        }
        deflater.end();
    }

    private void records(byte[] data) throws DataFormatException {
        Deflater deflater = new Deflater(1);
        Inflater inflater = new Inflater();
        byte[] plain = new byte[RECORD];
        for (int off = 0; off + RECORD <= data.length; off += RECORD) {
            deflater.setInput(data, off, RECORD);
            deflater.finish();
            int written = deflater.deflate(buffer);
            packedBytes.update(buffer, 0, written);
            deflater.reset();
            inflater.setInput(buffer, 0, written);
            plainBytes.update(plain, 0, inflater.inflate(plain));
            inflater.reset();
        }
        deflater.end();
        inflater.end();
    }

    private static void tellTime() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long measuring = 0;
        for (ThreadInfo each : threads.getThreadInfo(threads.getAllThreadIds())) {
            if (each != null && each.getThreadName().equals("warpdrive-observe")) {
                measuring += threads.getThreadCpuTime(each.getThreadId());
            }
        }
        long process = ProcessHandle.current().info().totalCpuDuration().orElseThrow().toMillis();
        System.err.println("time " + process + " measuring " + measuring / 1_000_000);
    }
}
