// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.warpdrive.zip.HwGZIPOutputStream;
import io.warpdrive.zip.HwInflater;
import io.warpdrive.zip.WdStatistics;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.util.zip.Inflater;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** That the device which the other tests are about is the one which they run on. */
@Tag("contract")
final class DeviceInUseTest {
    private static final String DEVICE = System.getProperty("warpdrive.device", "soft");

    /** Without it every test could pass on zlib, and say nothing about the device. */
    @Test
    void longStreamsAreCompressedByTheDevice() throws Exception {
        WdStatistics before = WdStatistics.deflate();
        byte[] data = StreamData.text(3_000_000);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream stream = new HwGZIPOutputStream(out)) {
            stream.write(data);
        }
        WdStatistics after = WdStatistics.deflate();
        assertThat(StreamData.gunzip(out.toByteArray())).isEqualTo(data);
        assertThat(after.device()).isEqualTo(DEVICE);
        assertNoneWentToZlib(before, after);
        assertThat(after.fallback()).isEqualTo(before.fallback());
        assertThat(after.in()).isGreaterThanOrEqualTo(before.in() + data.length);
    }

    /** Without it the same could be so in the other direction. */
    @ParameterizedTest
    @ValueSource(ints = {30_000, 900_000})
    void wholeMessagesAreInflatedByTheDevice(int size) throws Exception {
        WdStatistics before = WdStatistics.inflate();
        byte[] data = StreamData.text(size);
        Inflater inflater = new HwInflater();
        inflater.setInput(StreamData.zlib(data));
        byte[] inflated = new byte[data.length + 1];
        assertThat(inflater.inflate(inflated)).isEqualTo(data.length);
        inflater.end();
        WdStatistics after = WdStatistics.inflate();
        assertThat(inflated).startsWith(data);
        assertThat(after.device()).isEqualTo(DEVICE);
        assertNoneWentToZlib(before, after);
    }

    /** Streams of threads that an earlier test has left behind are counted as well. */
    private static void assertNoneWentToZlib(WdStatistics before, WdStatistics after) {
        assertThat(after.offloaded()).isGreaterThan(before.offloaded());
        assertThat(after.zlib()).isEqualTo(before.zlib());
    }
}
