// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What ZipOutputStream and ZipInputStream promise (16, 18). */
@Tag("contract")
class ZipStreamTest {
    private static final Charset UTF_8 = StandardCharsets.UTF_8;

    /** Without it an archive written by one could not be read by the other, whatever is in its entries. */
    @ParameterizedTest
    @EnumSource
    void entriesOfAnySizeComeBack(Implementation implementation) throws IOException {
        Map<String, byte[]> contents = new LinkedHashMap<>();
        for (int size : StreamData.SIZES) {
            contents.put("text-" + size, StreamData.text(size));
            contents.put("noise-" + size, StreamData.noise(size));
        }
        byte[] archive = write(implementation, contents);
        for (Implementation reader : Implementation.values()) {
            assertSame(read(reader, archive), contents);
        }
    }

    /** Without it the bytes that the inflater has read beyond an entry would be missing from the next. */
    @ParameterizedTest
    @EnumSource
    void manySmallEntriesInOneBufferComeBack(Implementation implementation) throws IOException {
        Map<String, byte[]> contents = new LinkedHashMap<>();
        for (int i = 0; i < 1000; i++) {
            contents.put("entry-" + i, StreamData.text(i % 40));
        }
        assertSame(read(implementation, write(implementation, contents)), contents);
    }

    /** Without it archives of more than 65,535 entries would lose their end record. */
    @ParameterizedTest
    @EnumSource
    void moreEntriesThanSixteenBitsCountMakeAZip64Archive(Implementation implementation) throws IOException {
        int entries = 65_540;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = implementation.zipOutput(out, UTF_8)) {
            for (int i = 0; i < entries; i++) {
                zip.putNextEntry(new ZipEntry(Integer.toString(i)));
            }
        }
        String archive = out.toString(StandardCharsets.ISO_8859_1);
        assertThat(archive.indexOf("PK\u0006\u0006", archive.length() - 200)).isPositive();
        int seen = 0;
        try (ZipInputStream zip = implementation.zipInput(new ByteArrayInputStream(out.toByteArray()), UTF_8)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                assertThat(entry.getName()).isEqualTo(Integer.toString(seen++));
            }
        }
        assertThat(seen).isEqualTo(entries);
    }

    /** Without it stored entries (jars of native libraries, EPUB's mimetype) would break, or be compressed. */
    @ParameterizedTest
    @EnumSource
    void storedEntriesStayAsTheyAre(Implementation implementation) throws IOException {
        byte[] data = StreamData.text(70_000);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = implementation.zipOutput(out, UTF_8)) {
            zip.setMethod(ZipOutputStream.STORED);
            put(zip, known(stored("stored"), data), data);
            zip.setMethod(ZipOutputStream.DEFLATED);
            put(zip, new ZipEntry("deflated"), data);
            assertThatThrownBy(() -> zip.putNextEntry(stored("unknown")))
                    .isExactlyInstanceOf(ZipException.class)
                    .hasMessage("STORED entry missing size, compressed size, or crc-32");
        }
        assertThat(out.toString(StandardCharsets.ISO_8859_1)).contains(new String(data, StandardCharsets.ISO_8859_1));
        assertThat(read(implementation, out.toByteArray()).values()).containsExactly(data, data);
    }

    /** Without it one entry's level would stay for the next, or not be heard at all. */
    @ParameterizedTest
    @EnumSource
    void levelCanChangeBetweenEntries(Implementation implementation) throws IOException {
        byte[] data = StreamData.text(300_000);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int[] levels = {Deflater.NO_COMPRESSION, 9, 1, -1, 0, 6};
        ZipEntry[] entries = new ZipEntry[levels.length];
        try (ZipOutputStream zip = implementation.zipOutput(out, UTF_8)) {
            for (int i = 0; i < levels.length; i++) {
                zip.setLevel(levels[i]);
                entries[i] = new ZipEntry("level-" + i);
                put(zip, entries[i], data);
            }
            assertThatThrownBy(() -> zip.setLevel(10))
                    .isExactlyInstanceOf(IllegalArgumentException.class)
                    .hasMessage("invalid compression level");
        }
        for (int i = 0; i < levels.length; i++) {
            long size = entries[i].getCompressedSize();
            if (levels[i] == 0) {
                assertThat(size).isGreaterThan(data.length);
            } else {
                assertThat(size).isLessThan(data.length / 2);
            }
        }
        assertThat(read(implementation, out.toByteArray()).values())
                .hasSize(6)
                .allMatch(read -> read.length == 300_000);
    }

    /** Without it archives could not be copied entry by entry: sizes known from reading must not bind the writer. */
    @ParameterizedTest
    @EnumSource
    void entryCopiedWithItsCompressedSizeIsAccepted(Implementation implementation) throws IOException {
        byte[] data = StreamData.text(300_000);
        ByteArrayOutputStream source = new ByteArrayOutputStream();
        ZipEntry original = new ZipEntry("copied");
        try (ZipOutputStream zip = Implementation.JDK.zipOutput(source, UTF_8)) {
            zip.setLevel(9);
            put(zip, original, data);
        }
        ByteArrayOutputStream copy = new ByteArrayOutputStream();
        try (ZipInputStream in = Implementation.JDK.zipInput(new ByteArrayInputStream(source.toByteArray()), UTF_8);
                ZipOutputStream out = implementation.zipOutput(copy, UTF_8)) {
            ZipEntry entry = in.getNextEntry();
            byte[] content = in.readAllBytes();
            assertThat(entry.getCompressedSize()).isEqualTo(original.getCompressedSize());
            out.setLevel(1);
            put(out, entry, content);
        }
        assertThat(read(implementation, copy.toByteArray()).get("copied")).isEqualTo(data);
    }

    /** Without it a wrong size that the program itself has set would end up in the archive. */
    @ParameterizedTest
    @EnumSource
    void compressedSizeSetByTheProgramIsChecked(Implementation implementation) throws IOException {
        byte[] data = StreamData.text(1000);
        ZipEntry entry = known(new ZipEntry("wrong"), data);
        entry.setCompressedSize(5);
        ZipOutputStream zip = implementation.zipOutput(new ByteArrayOutputStream(), UTF_8);
        assertThatThrownBy(() -> put(zip, entry, data))
                .isExactlyInstanceOf(ZipException.class)
                .hasMessageStartingWith("invalid entry compressed size (expected 5 but got ");
        assertThatThrownBy(zip::close).hasMessageStartingWith("invalid entry compressed size (expected 5 but got ");

        ZipEntry longer = known(new ZipEntry("longer"), data);
        longer.setSize(1001);
        longer.setCompressedSize(5);
        ZipOutputStream other = implementation.zipOutput(new ByteArrayOutputStream(), UTF_8);
        assertThatThrownBy(() -> put(other, longer, data))
                .isExactlyInstanceOf(ZipException.class)
                .hasMessage("invalid entry size (expected 1001 but got 1000 bytes)");
    }

    /** Without it metadata of archives (comments, extra fields, names in another charset) would be lost. */
    @ParameterizedTest
    @EnumSource
    void namesCommentsAndExtraFieldsAreTheParents(Implementation implementation) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = implementation.zipOutput(out, StandardCharsets.ISO_8859_1)) {
            zip.setComment("archive comment");
            ZipEntry entry = new ZipEntry("n\u00e4me");
            entry.setComment("entry comment");
            entry.setExtra(new byte[] {0x55, 0x66, 2, 0, 1, 2});
            entry.setTime(1_600_000_000_000L);
            put(zip, entry, StreamData.text(100));
        }
        String archive = out.toString(StandardCharsets.ISO_8859_1);
        assertThat(archive).contains("n\u00e4me").contains("entry comment").endsWith("archive comment");
        try (ZipInputStream zip =
                implementation.zipInput(new ByteArrayInputStream(out.toByteArray()), StandardCharsets.ISO_8859_1)) {
            ZipEntry entry = zip.getNextEntry();
            assertThat(entry.getName()).isEqualTo("n\u00e4me");
            assertThat(entry.getExtra()).containsExactly(0x55, 0x66, 2, 0, 1, 2);
            assertThat(entry.getTime()).isEqualTo(1_600_000_000_000L);
            assertThat(zip.skip(40)).isEqualTo(40);
            assertThat(zip.available()).isEqualTo(1);
            zip.closeEntry();
            assertThat(zip.available()).isZero();
            assertThat(entry.getSize()).isEqualTo(100);
        }
    }

    /** Without it an archive inside another stream could not be ended, or its end would be written twice. */
    @ParameterizedTest
    @EnumSource
    void finishWritesTheDirectoryOnceAndLeavesTheStreamBelowOpen(Implementation implementation) throws IOException {
        RecordingOutput out = new RecordingOutput();
        ZipOutputStream zip = implementation.zipOutput(out, UTF_8);
        put(zip, new ZipEntry("one"), StreamData.text(10));
        zip.finish();
        int size = out.size();
        assertThat(out.closes).isZero();
        assertThat(read(implementation, out.toByteArray())).containsOnlyKeys("one");
        zip.finish();
        zip.close();
        zip.close();
        assertThat(out.size()).isEqualTo(size);
        assertThat(out.closes).isEqualTo(1);
        assertThatThrownBy(() -> zip.putNextEntry(new ZipEntry("late")))
                .isExactlyInstanceOf(IOException.class)
                .hasMessage("Stream closed");
    }

    /** Without it wrong use would go unnoticed. */
    @ParameterizedTest
    @EnumSource
    void wrongUseFailsAsInTheParent(Implementation implementation) throws IOException {
        assertThatThrownBy(() -> implementation.zipOutput(null, UTF_8)).isExactlyInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> implementation.zipInput(null, UTF_8)).isExactlyInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> implementation.zipOutput(new ByteArrayOutputStream(), null))
                .isExactlyInstanceOf(NullPointerException.class)
                .hasMessage("charset is null");
        assertThatThrownBy(() -> implementation.zipInput(new ByteArrayInputStream(new byte[0]), null))
                .isExactlyInstanceOf(NullPointerException.class)
                .hasMessage("charset is null");
        try (ZipOutputStream zip = implementation.zipOutput(new ByteArrayOutputStream(), UTF_8)) {
            assertThatThrownBy(() -> zip.write(1))
                    .isExactlyInstanceOf(ZipException.class)
                    .hasMessage("no current ZIP entry");
            zip.putNextEntry(new ZipEntry("twice"));
            assertThatThrownBy(() -> zip.putNextEntry(new ZipEntry("twice")))
                    .isExactlyInstanceOf(ZipException.class)
                    .hasMessage("duplicate entry: twice");
        }
    }

    private static void assertSame(Map<String, byte[]> seen, Map<String, byte[]> expected) {
        assertThat(seen.keySet()).isEqualTo(expected.keySet());
        expected.forEach((name, data) -> assertThat(seen.get(name)).as(name).isEqualTo(data));
    }

    private static ZipEntry stored(String name) {
        ZipEntry entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        return entry;
    }

    private static ZipEntry known(ZipEntry entry, byte[] data) {
        CRC32 crc = new CRC32();
        crc.update(data);
        entry.setCrc(crc.getValue());
        entry.setSize(data.length);
        return entry;
    }

    private static void put(ZipOutputStream zip, ZipEntry entry, byte[] data) throws IOException {
        zip.putNextEntry(entry);
        zip.write(data);
        zip.closeEntry();
    }

    private static byte[] write(Implementation implementation, Map<String, byte[]> contents) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = implementation.zipOutput(out, UTF_8)) {
            for (Map.Entry<String, byte[]> content : contents.entrySet()) {
                put(zip, new ZipEntry(content.getKey()), content.getValue());
            }
        }
        return out.toByteArray();
    }

    private static Map<String, byte[]> read(Implementation implementation, byte[] archive) throws IOException {
        Map<String, byte[]> contents = new LinkedHashMap<>();
        try (ZipInputStream zip = implementation.zipInput(new ByteArrayInputStream(archive), UTF_8)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                contents.put(entry.getName(), zip.readAllBytes());
            }
        }
        return contents;
    }
}
