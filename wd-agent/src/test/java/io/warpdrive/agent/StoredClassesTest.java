// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoredClassesTest {
    private static final int CLASSES = 1000;

    @TempDir
    private Path directory;

    /** Else one class would be loaded for another, or none. */
    @Test
    void eachIsFoundByItsNameAndNothingElse() throws IOException {
        StoredClasses classes = read(zip(ZipOutputStream.STORED));
        for (int i = 0; i < CLASSES; i++) {
            assertThat(text(classes.findClass("org.example.p" + i % 7 + ".Name" + i)))
                    .isEqualTo("content " + i);
        }
        assertThat(text(classes.find("org/example/p0/Name0.class"))).isEqualTo("content 0");
        assertThat(text(classes.find("x"))).isEqualTo("short");
        assertThat(classes.findClass("org.example.p1.Name0")).isNull();
        assertThat(classes.findClass("org.example.p0.Name")).isNull();
        assertThat(classes.find("org.example.p0.Name0.class")).isNull();
        assertThat(classes.find("")).isNull();
    }

    /** Else what a jar that was compressed has in it would be taken for classes. */
    @Test
    void compressedOnesAreRefused() {
        assertThatThrownBy(() -> read(zip(ZipOutputStream.DEFLATED)))
                .isInstanceOf(ZipException.class)
                .hasMessageContaining("packed anew");
    }

    /** Else a damaged jar would end in an exception that says nothing. */
    @Test
    void whatLiesBeyondTheEndIsDamage() throws IOException {
        byte[] zip = zip(ZipOutputStream.STORED);
        int directoryEntry = ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN).getInt(zip.length - 22 + 16);
        zip[directoryEntry + 27] = 0x7f; // the highest byte of the size
        StoredClasses classes = read(zip);
        assertThatThrownBy(() -> classes.findClass("org.example.p0.Name0"))
                .isInstanceOf(ZipException.class)
                .hasMessageContaining("damaged");
        zip[zip.length - 22 + 18] = 0x7f; // where the directory is
        assertThatThrownBy(() -> read(zip)).isInstanceOf(ZipException.class).hasMessageContaining("damaged");
    }

    private StoredClasses read(byte[] zip) throws IOException {
        Path jar = directory.resolve("agent.jar");
        try (OutputStream file = Files.newOutputStream(jar);
                ZipOutputStream out = new ZipOutputStream(file)) {
            out.putNextEntry(new ZipEntry("inner.zip"));
            out.write(zip);
        }
        try (ZipFile opened = new ZipFile(jar.toFile())) {
            return StoredClasses.read(opened, "inner.zip");
        }
    }

    private static byte[] zip(int method) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(bytes)) {
            out.setMethod(method);
            for (int i = 0; i < CLASSES; i++) {
                add(out, "org/example/p" + i % 7 + "/Name" + i + ".class", "content " + i);
            }
            add(out, "x", "short");
        }
        return bytes.toByteArray();
    }

    private static void add(ZipOutputStream out, String name, String content) throws IOException {
        byte[] bytes = content.getBytes(StandardCharsets.US_ASCII);
        CRC32 crc = new CRC32();
        crc.update(bytes);
        ZipEntry entry = new ZipEntry(name);
        entry.setSize(bytes.length);
        entry.setCrc(crc.getValue());
        out.putNextEntry(entry);
        out.write(bytes);
    }

    private static String text(ByteBuffer found) {
        return StandardCharsets.US_ASCII.decode(found).toString();
    }
}
