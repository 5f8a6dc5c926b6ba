// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.tests.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** gzip and pigz read what we write, and the other way round. */
class GzipToolsTest {
    @TempDir
    Path directory;

    /** Without it files we write would be lost to everybody but Java. */
    @ParameterizedTest
    @ValueSource(strings = {"gzip", "pigz"})
    void toolReadsWhatWeWrite(String name) throws IOException {
        Tool tool = Tool.named(name);
        for (Map.Entry<String, byte[]> sample : Samples.all().entrySet()) {
            byte[] compressed = Samples.gzip(sample.getValue());
            assertThat(tool.run(directory, compressed, "-dc"))
                    .as(sample.getKey())
                    .isEqualTo(sample.getValue());
            Path file = Files.write(directory.resolve(sample.getKey() + ".gz"), compressed);
            assertThat(tool.run(directory, new byte[0], "-t", file.toString())).isEmpty();
        }
    }

    /** Without it we could not read the world's files: names in headers, every level, pigz's independent blocks. */
    @ParameterizedTest
    @ValueSource(strings = {"gzip", "pigz"})
    void weReadWhatToolWrites(String name) throws IOException {
        Tool tool = Tool.named(name);
        for (Map.Entry<String, byte[]> sample : Samples.all().entrySet()) {
            Path file = Files.write(directory.resolve(sample.getKey()), sample.getValue());
            for (String level : new String[] {"-1", "-6", "-9"}) {
                byte[] fromFile = tool.run(directory, new byte[0], level, "-c", file.toString());
                assertThat(Samples.gunzip(fromFile)).as(sample.getKey()).isEqualTo(sample.getValue());
                byte[] fromPipe = tool.run(directory, sample.getValue(), level, "-c");
                assertThat(Samples.gunzip(fromPipe)).as(sample.getKey()).isEqualTo(sample.getValue());
            }
        }
    }

    /** Without it appended logs, part ours and part gzip's, would be read in part. */
    @Test
    void membersOfBothMixInOneFile() throws IOException {
        Tool gzip = Tool.named("gzip");
        byte[] first = Samples.text(400_000);
        byte[] second = Samples.noise(5000);
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(Samples.gzip(first));
        file.writeBytes(gzip.run(directory, second, "-c"));
        file.writeBytes(Samples.gzip(first));
        ByteArrayOutputStream expected = new ByteArrayOutputStream();
        expected.writeBytes(first);
        expected.writeBytes(second);
        expected.writeBytes(first);
        assertThat(gzip.run(directory, file.toByteArray(), "-dc")).isEqualTo(expected.toByteArray());
        assertThat(Samples.gunzip(file.toByteArray())).isEqualTo(expected.toByteArray());
    }
}
