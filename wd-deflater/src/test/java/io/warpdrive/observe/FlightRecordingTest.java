// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.warpdrive.queue.ZipOperation;
import io.warpdrive.route.StreamCounters;
import io.warpdrive.zip.HwDeflater;
import io.warpdrive.zip.HwInflater;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Streams in a flight recording that starts when the program has run for long. */
final class FlightRecordingTest {
    private static final String STREAM = "io.warpdrive.StreamEnded";
    private static final byte[] DATA =
            "to and fro, and here and there; ".repeat(3000).getBytes(StandardCharsets.US_ASCII);

    @TempDir
    private Path directory;

    private List<RecordedEvent> recorded(Runnable work, String... events) throws IOException {
        try (Recording recording = new Recording()) {
            for (String each : events) {
                recording.enable(each).withoutThreshold();
            }
            recording.start();
            // an agent's or a program's recorder is seen by a glance, which comes at the end of some stream
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
            while (!FlightRecording.isOn() && System.nanoTime() - deadline < 0) {
                deflate(DATA, 6);
            }
            assertThat(FlightRecording.isOn()).isTrue();
            work.run();
            recording.stop();
            Path file = directory.resolve("r.jfr");
            recording.dump(file);
            return RecordingFile.readAllEvents(file);
        }
    }

    private static byte[] deflate(byte[] data, int level) {
        Deflater deflater = new HwDeflater(level, true);
        deflater.setInput(data);
        deflater.finish();
        byte[] output = new byte[data.length + 100];
        int length = deflater.deflate(output);
        assertThat(deflater.finished()).isTrue();
        deflater.end();
        return java.util.Arrays.copyOf(output, length);
    }

    private static void inflate(byte[] packed) {
        Inflater inflater = new HwInflater(true);
        inflater.setInput(packed);
        try {
            assertThat(inflater.inflate(new byte[DATA.length + 10])).isEqualTo(DATA.length);
        } catch (DataFormatException e) {
            throw new AssertionError(e);
        }
        inflater.end();
    }

    /** Without it nobody sees what a stream did, who served it, and how long that took. */
    @Test
    void aStreamIsOneEventWithAllThatIsAskedFor() throws IOException {
        List<RecordedEvent> events = recorded(() -> inflate(deflate(DATA, 9)), STREAM);
        RecordedEvent deflated = events.stream()
                .filter(event -> event.getString("direction").equals("deflate") && event.getInt("level") == 9)
                .findFirst()
                .orElseThrow();
        assertThat(deflated.getLong("bytesIn")).isEqualTo(DATA.length);
        assertThat(deflated.getLong("bytesOut")).isPositive().isLessThan(DATA.length);
        assertThat(deflated.getString("servedBy"))
                .isEqualTo(StreamCounters.of(ZipOperation.DEFLATE).device());
        assertThat(deflated.getString("reason")).isEqualTo("none");
        assertThat(deflated.getDuration("engineTime")).isPositive().isLessThanOrEqualTo(deflated.getDuration());
        assertThat(events.stream().filter(event -> event.getString("direction").equals("inflate")))
                .singleElement()
                .satisfies(event -> assertThat(event.getLong("bytesOut")).isEqualTo(DATA.length));
    }

    /** Without it whoever wonders why a program is no faster finds nothing in its recording. */
    @Test
    void aStreamThatStaysWithZlibSaysWhy() throws IOException {
        List<RecordedEvent> events = recorded(
                () -> {
                    Deflater deflater = new HwDeflater(6, true);
                    deflater.finish();
                    deflater.deflate(new byte[100]);
                    deflater.end();
                },
                STREAM);
        assertThat(events).anySatisfy(event -> {
            assertThat(event.getLong("bytesIn")).isZero();
            assertThat(event.getString("servedBy").equals("zlib"))
                    .isEqualTo(!event.getString("reason").equals("none"));
        });
    }

    /** Without it a device that fails at its work goes unseen until it is set aside. */
    @Test
    void whatADeviceDoesIsRecorded() throws IOException {
        List<RecordedEvent> events = recorded(
                () -> StreamCounters.of(ZipOperation.INFLATE).fellBack(),
                "io.warpdrive.Fallback",
                "io.warpdrive.DeviceState");
        assertThat(events).anySatisfy(event -> {
            assertThat(event.getEventType().getName()).isEqualTo("io.warpdrive.Fallback");
            assertThat(event.getString("direction")).isEqualTo("inflate");
        });
    }
}
