// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.hisi.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What we tell the engine, against what the vendor's own library tells it, which has run on real ones. */
final class UadkEncodingTest {
    private static final Pattern WORD = Pattern.compile(" ");

    /** An entry of {@code uadk-entries.txt}. */
    record Entry(String name, Map<String, String> asked, ByteBuffer bytes) {
        static Entry parse(String block) {
            List<String> lines = block.lines().toList();
            Map<String, String> asked = new HashMap<>();
            WORD.splitAsStream(lines.get(2))
                    .skip(1)
                    .map(pair -> pair.split("="))
                    .forEach(pair -> asked.put(pair[0], pair[1]));
            return new Entry(lines.get(0), asked, Golden.bytes(String.join("\n", lines.subList(3, lines.size()))));
        }

        boolean is(String key) {
            return Boolean.parseBoolean(asked.get(key));
        }

        int number(String key) {
            return Integer.parseInt(asked.getOrDefault(key, "0"));
        }

        long address(String key) {
            return Long.parseLong(asked.get(key), 16);
        }

        Sqe.Algorithm algorithm() {
            return Sqe.Algorithm.valueOf(asked.get("algorithm"));
        }

        Sqe.Type type() {
            return Sqe.Type.of(HisiApi.parse(asked.get("api")).orElseThrow(), algorithm());
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Entry> entries() throws IOException {
        try (InputStream in = UadkEncodingTest.class.getResourceAsStream("uadk-entries.txt")) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return Arrays.stream(text.split("\n\n"))
                    .filter(block -> block.startsWith("entry"))
                    .map(Entry::parse)
                    .toList()
                    .stream();
        }
    }

    // a bit of ours that is not theirs would be found on hardware only
    @ParameterizedTest
    @MethodSource("entries")
    void ourEntryIsTheirs(Entry entry) {
        ByteBuffer ours = ByteBuffer.allocateDirect(Sqe.SIZE).order(ByteOrder.LITTLE_ENDIAN);
        Sqe.write(
                ours,
                0,
                Sqe.control(entry.type(), entry.is("finish"), entry.is("stateful"), entry.is("first")),
                Sqe.kind(entry.algorithm(), entry.number("window")) | entry.number("buffers") << 8,
                entry.address("source"),
                entry.number("length"),
                entry.address("destination"),
                entry.number("space"),
                entry.type(),
                (int) entry.address("tag"));
        ours.putLong(Sqe.STREAM_CONTEXT, entry.address("context"));
        // what a stream carries from one answer to its next request
        entry.asked().forEach((key, value) -> {
            if (key.startsWith("dword")) {
                int dword = Integer.parseInt(key.substring("dword".length()));
                ours.putInt(dword * Integer.BYTES, (int) Long.parseLong(value, 16));
            }
        });
        assertThat(Golden.hex(ours)).isEqualTo(Golden.hex(entry.bytes()));
    }

    // a device of ours that reads them otherwise would do something else for that library than the real one does
    @ParameterizedTest
    @MethodSource("entries")
    void theirEntryIsReadAsWhatWasAsked(Entry entry) {
        ByteBuffer theirs = entry.bytes();
        assertThat(theirs.capacity()).isEqualTo(Sqe.SIZE);
        assertThat(Sqe.Algorithm.of(Sqe.algorithmCode(theirs, 0))).contains(entry.algorithm());
        assertThat(Sqe.typeCode(theirs, 0)).isEqualTo(entry.type().code());
        assertThat(Sqe.isFinish(theirs, 0)).isEqualTo(entry.is("finish"));
        assertThat(Sqe.isStateful(theirs, 0)).isEqualTo(entry.is("stateful"));
        assertThat(Sqe.isFirstOfStream(theirs, 0)).isEqualTo(entry.is("first"));
        assertThat(Sqe.window(theirs, 0)).isEqualTo(entry.number("window"));
        assertThat(Sqe.buffers(theirs, 0)).isEqualTo(entry.number("buffers"));
        assertThat(Sqe.tag(theirs, 0, entry.type())).isEqualTo((int) entry.address("tag"));
        assertThat(theirs.getInt(Sqe.INPUT_LENGTH)).isEqualTo(entry.number("length"));
        assertThat(theirs.getInt(Sqe.OUTPUT_SPACE)).isEqualTo(entry.number("space"));
        assertThat(theirs.getLong(Sqe.SOURCE)).isEqualTo(entry.address("source"));
        assertThat(theirs.getLong(Sqe.DESTINATION)).isEqualTo(entry.address("destination"));
        assertThat(theirs.getLong(Sqe.STREAM_CONTEXT)).isEqualTo(entry.address("context"));
    }

    // the data must not dwindle to nothing without a test that says so
    @Test
    void allKindsOfEntriesAreHeldAgainstTheirs() throws IOException {
        assertThat(entries()).hasSize(11);
        assertThat(entries().map(Entry::algorithm)).contains(Sqe.Algorithm.values());
        assertThat(entries().map(entry -> entry.number("window"))).contains(0, 1, 2, 3, 4);
    }

    // the engine hears of nothing else. Words by drv/hisi_qm_udrv.c of UADK 2.10: 114-127 (v1), 129-143 (from v2 on),
    // commands 13-14; places 15-16 and 146-155; versions above 2 take version 2's, 245-248. Where each queue has its
    // doorbells in pages of its own ("isolation", from v3 on), place and word are the same within those pages
    @ParameterizedTest
    @CsvSource({
        "hisi_qm_v1, 340, 8192, 1234, 0, 3ff, 0, 000003ff00001234",
        "hisi_qm_v1, 340, 8192, 1234, 1, 3ff, 1, 000103ff00011234",
        "hisi_qm_v2, 1000, 8192, 07, 0, 001, 0, 0000000100000007",
        "hisi_qm_v2, 1000, 8192, 3ff, 1, 000, 1, 00010000000013ff",
        "hisi_qm_v2, 1000, 8192, 407, 1, 001, 0, 0000000100001007",
        "hisi_qm_v3, 1000, 65536, 2a5, 0, 200, 0, 00000200000002a5",
        "hisi_qm_v3, 1000, 65536, 2a5, 1, 200, 1, 00010200000012a5",
    })
    void ourDoorbellIsTheirs(
            String name,
            String place,
            int mmioSize,
            String queue,
            int command,
            String index,
            int priority,
            String word) {
        HisiApi api = HisiApi.parse(name).orElseThrow();
        ByteBuffer mmio = ByteBuffer.allocateDirect(mmioSize).order(ByteOrder.LITTLE_ENDIAN);
        ByteBuffer dus = ByteBuffer.allocateDirect(151_552).order(ByteOrder.LITTLE_ENDIAN);
        Rings rings = new Rings(dus, mmio, api, Sqe.SIZE, 1024, 1024);
        int number = Integer.parseInt(queue, 16);
        if (command == Doorbell.SUBMISSION) {
            rings.ringSubmission(number, Integer.parseInt(index, 16));
        } else {
            rings.ringCompletion(number, Integer.parseInt(index, 16), priority == 1);
        }
        assertThat(mmio.getLong(Integer.parseInt(place, 16))).isEqualTo(Long.parseUnsignedLong(word, 16));
    }
}
