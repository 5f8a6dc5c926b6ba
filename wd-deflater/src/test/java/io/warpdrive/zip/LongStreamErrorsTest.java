// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.zip;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Damage far behind a stream's beginning, where a device has long forgotten how it began, is told as the JDK tells it. */
final class LongStreamErrorsTest {
    private static final int DAMAGES = 12;
    private static final int LONG = 100_000;
    private static final Map<Format, List<byte[]>> STREAMS = new EnumMap<>(Format.class);

    /**
     * What a caller has seen when a stream ends, by an error or otherwise.
     *
     * @param end the error's message, or how else it ended
     * @param sum CRC-32 of what was delivered
     * @param position of the input; 0 if the stream is cut off, where the drop-in may have read on
     */
    private record Seen(String end, long written, long sum, long read, long position) {}

    /** Without it damage far into a file or a download gives other messages, counts or data than without the drop-in. */
    @ParameterizedTest
    @EnumSource
    void damageIsToldAsTheJdkTellsIt(Format format) {
        SplittableRandom random = new SplittableRandom(60 + format.wrapper());
        int errors = 0;
        for (byte[] packed : streams(format)) {
            for (int i = 0; i < DAMAGES; i++) {
                byte[] damaged = damage(packed, random);
                int piece = Sequences.oneOf(random, List.of(512, 8192, damaged.length, 1 + random.nextInt(20_000)));
                int room = Sequences.oneOf(random, List.of(512, 8192, LONG));
                Seen expected = inflate(Implementation.JDK.inflater(format), damaged, piece, room);
                Seen seen = inflate(Implementation.WARPDRIVE.inflater(format), damaged, piece, room);
                assertThat(seen)
                        .as("damage %d to %d bytes, pieces of %d, room for %d", i, packed.length, piece, room)
                        .isEqualTo(expected);
                errors += expected.end.startsWith("invalid") ? 1 : 0;
            }
        }
        assertThat(errors).as("streams that could not be decoded").isPositive();
    }

    /** Without it the stream classes, which most programs use, tell long streams' damage in their own way. */
    @ParameterizedTest
    @EnumSource
    void streamsFailAsTheJdksFail(Format format) throws IOException {
        SplittableRandom random = new SplittableRandom(70 + format.wrapper());
        for (byte[] packed : streams(format)) {
            byte[] damaged = damage(packed, random);
            assertThat(read(inflating(damaged, new HwInflater(format.nowrap()))))
                    .isEqualTo(read(inflating(damaged, new Inflater(format.nowrap()))));
        }
        for (int i = 0; i < DAMAGES; i++) {
            byte[] damaged = damage(gzip(Sample.mixed(900_000, i)), random);
            assertThat(read(new HwGZIPInputStream(new ByteArrayInputStream(damaged), 8192)))
                    .isEqualTo(read(new GZIPInputStream(new ByteArrayInputStream(damaged), 8192)));
        }
    }

    private static InputStream inflating(byte[] packed, Inflater inflater) {
        return new InflaterInputStream(new ByteArrayInputStream(packed), inflater, 8192) {
            @Override
            public void close() throws IOException {
                super.close();
                inf.end();
            }
        };
    }

    /** Of every kind of block, long and short ones. Not to be changed. */
    private static List<byte[]> streams(Format format) {
        return STREAMS.computeIfAbsent(format, LongStreamErrorsTest::makeStreams);
    }

    private static List<byte[]> makeStreams(Format format) {
        byte[] mixed = Sample.mixed(1_500_000, 60);
        byte[] text = Sample.text(1_500_000, 61);
        List<byte[]> streams = new ArrayList<>();
        IntStream.of(1, 6, 9).forEach(level -> streams.add(Streams.jdkDeflate(format, level, mixed)));
        streams.add(Streams.jdkDeflate(format, 6, text));
        streams.add(Streams.jdkDeflate(format, 6, Deflater.HUFFMAN_ONLY, text));
        streams.add(Streams.jdkDeflate(format, 0, mixed));
        IntStream.of(1, 6).forEach(level -> streams.add(flushed(format, level, mixed, 700)));
        streams.add(flushed(format, 6, text, 60));
        Deflater dropIn = new HwDeflater(1, format.nowrap());
        streams.add(Streams.deflate(dropIn, mixed));
        dropIn.end();
        return streams;
    }

    /** Many headers: a short piece is coded with the fixed codes, a longer one with codes of its own. */
    private static byte[] flushed(Format format, int level, byte[] plain, int piece) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Deflater deflater = new Deflater(level, format.nowrap());
        for (int at = 0; at < plain.length; at += piece) {
            byte[] part = Arrays.copyOfRange(plain, at, Math.min(plain.length, at + piece));
            out.writeBytes(Streams.flush(deflater, part, Deflater.SYNC_FLUSH, 8192));
        }
        Streams.finish(deflater, Deflater.NO_FLUSH, 8192, out);
        deflater.end();
        return out.toByteArray();
    }

    private static byte[] gzip(byte[] plain) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(plain);
        }
        return out.toByteArray();
    }

    /** A bit flipped, a few bytes or many overwritten, or the end cut off, at least {@link #LONG} bytes into the stream. */
    private static byte[] damage(byte[] packed, SplittableRandom random) {
        byte[] damaged = packed.clone();
        int at = LONG + random.nextInt(packed.length - LONG);
        switch (random.nextInt(8)) {
            case 0, 1, 2 -> damaged[at] ^= (byte) (1 << random.nextInt(8));
            case 3, 4 -> overwrite(damaged, at, 1 + random.nextInt(8), random);
            case 5, 6 -> overwrite(damaged, at, 2000, random);
            default -> damaged = Arrays.copyOf(damaged, at);
        }
        return damaged;
    }

    private static void overwrite(byte[] bytes, int from, int count, SplittableRandom random) {
        for (int i = from; i < Math.min(bytes.length, from + count); i++) {
            bytes[i] = (byte) random.nextInt();
        }
    }

    private static Seen inflate(Inflater inflater, byte[] packed, int piece, int room) {
        CRC32 sum = new CRC32();
        byte[] buffer = new byte[room];
        int position = 0;
        long before = 0;
        String end = "";
        while (end.isEmpty()) {
            try {
                before = inflater.getBytesWritten();
                int count = inflater.inflate(buffer);
                sum.update(buffer, 0, count);
                if (inflater.finished()) {
                    end = "finished";
                } else if (count == 0 && position == packed.length) {
                    end = "cut off";
                } else if (count == 0) {
                    int length = Math.min(piece, packed.length - position);
                    inflater.setInput(packed, position, length);
                    position += length;
                }
            } catch (DataFormatException e) {
                sum.update(buffer, 0, (int) (inflater.getBytesWritten() - before));
                end = e.getMessage();
            }
        }
        boolean isCutOff = end.equals("cut off");
        long read = isCutOff ? 0 : inflater.getBytesRead();
        long used = isCutOff ? 0 : position - inflater.getRemaining();
        Seen seen = new Seen(end, inflater.getBytesWritten(), sum.getValue(), read, used);
        inflater.end();
        return seen;
    }

    private static Seen read(InputStream in) throws IOException {
        CRC32 sum = new CRC32();
        byte[] buffer = new byte[1000];
        long written = 0;
        String end = "";
        try (in) {
            while (end.isEmpty()) {
                try {
                    int count = in.read(buffer);
                    if (count < 0) {
                        end = "finished";
                    } else {
                        sum.update(buffer, 0, count);
                        written += count;
                    }
                } catch (IOException e) {
                    end = e.toString();
                }
            }
        }
        return new Seen(end, written, sum.getValue(), 0, 0);
    }
}
