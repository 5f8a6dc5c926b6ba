// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.tests.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.warpdrive.zip.HwZipInputStream;
import io.warpdrive.zip.HwZipOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** unzip, zip and jar read the archives we write, and the other way round. */
class ZipToolsTest {
    @TempDir
    Path directory;

    /** Without it archives we write could not be opened outside Java. */
    @Test
    void unzipReadsWhatWeWrite() throws IOException {
        Tool unzip = Tool.named("unzip");
        Path archive = writeArchive();
        assertThat(unzip.say(directory, "-t", archive.toString())).contains("No errors detected");
        for (Map.Entry<String, byte[]> sample : Samples.all().entrySet()) {
            assertThat(unzip.run(directory, new byte[0], "-p", archive.toString(), sample.getKey()))
                    .as(sample.getKey())
                    .isEqualTo(sample.getValue());
        }
    }

    /** Without it build tools that write jars through us would make jars that the JDK's own tool refuses. */
    @Test
    void jarReadsWhatWeWrite() throws IOException {
        Tool jar = Tool.ofJdk("jar");
        Path archive = writeArchive();
        assertThat(jar.say(directory, "tf", archive.toString()).lines())
                .containsExactlyElementsOf(Samples.all().keySet());
        Path extracted = Files.createDirectory(directory.resolve("extracted"));
        jar.run(extracted, new byte[0], "xf", archive.toString());
        for (Map.Entry<String, byte[]> sample : Samples.all().entrySet()) {
            assertThat(extracted.resolve(sample.getKey())).hasBinaryContent(sample.getValue());
        }
    }

    /** Without it we could not read the archives of the most common packers. */
    @Test
    void weReadWhatZipAndJarWrite() throws IOException {
        Path source = Files.createDirectory(directory.resolve("source"));
        for (Map.Entry<String, byte[]> sample : Samples.all().entrySet()) {
            Files.write(source.resolve(sample.getKey()), sample.getValue());
        }
        Path byJar = directory.resolve("by-jar.jar");
        Tool.ofJdk("jar").run(source, new byte[0], "cMf", byJar.toString(), ".");
        assertSamples(byJar);
        Path byZip = directory.resolve("by-zip.zip");
        Tool.named("zip").run(source, new byte[0], "-q", "-r", byZip.toString(), ".");
        assertSamples(byZip);
    }

    private Path writeArchive() throws IOException {
        Path archive = directory.resolve("ours.zip");
        try (ZipOutputStream zip = new HwZipOutputStream(Files.newOutputStream(archive))) {
            for (Map.Entry<String, byte[]> sample : Samples.all().entrySet()) {
                zip.putNextEntry(new ZipEntry(sample.getKey()));
                zip.write(sample.getValue());
                zip.closeEntry();
            }
        }
        return archive;
    }

    private static void assertSamples(Path archive) throws IOException {
        Map<String, byte[]> seen = new TreeMap<>();
        try (InputStream in = Files.newInputStream(archive);
                ZipInputStream zip = new HwZipInputStream(in)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (!entry.isDirectory()) {
                    seen.put(entry.getName(), zip.readAllBytes());
                }
            }
        }
        Map<String, byte[]> samples = Samples.all();
        assertThat(seen.keySet()).isEqualTo(new TreeMap<>(samples).keySet());
        samples.forEach((name, data) -> assertThat(seen.get(name)).as(name).isEqualTo(data));
    }
}
