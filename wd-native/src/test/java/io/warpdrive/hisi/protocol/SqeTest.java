// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.hisi.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The descriptor's bytes against hand-written ones. A wrong bit would be found on hardware only. */
final class SqeTest {

    private static final String RAW_FINISH =
            """
            00 00 00 00  00 00 00 00  00 00 00 00  00 00 00 00  # consumed, produced, lz77, status
            00 00 01 00  00 00 00 00  00 00 00 00  00 00 00 3a  # length 65536; finish, first, type 3
            00 00 00 00  01 40 00 00  00 00 00 00  00 00 00 00  # raw deflate, window 32 KiB
            00 00 00 00  00 00 00 00  c8 20 01 00  00 00 00 00  # no tag of type 0; output space 73928; context 0
            00 00 00 00  00 00 00 00  78 56 34 12  ff ff 00 00  # source
            00 10 00 00  aa aa 00 00  00 00 00 00  00 00 00 00  # destination; no stream context
            00 00 00 00  00 00 00 00  04 03 02 01  00 00 00 00  # tag of type 3
            00 00 00 00  00 00 00 00  00 00 00 00  00 00 00 00  # context 1, context 2, isize, checksum
            """;

    private static final String ZLIB_FLUSH_TYPE_0 =
            """
            00 00 00 00  00 00 00 00  00 00 00 00  00 00 00 00
            ff 00 00 00  00 00 00 00  00 00 00 00  00 00 00 08  # length 255; first, sync flush, type 0
            00 00 00 00  02 30 00 00  00 00 00 00  00 00 00 00  # zlib, window 24 KiB
            00 00 00 00  fe ca ed fe  00 02 00 00  00 00 00 00  # tag of type 0; output space 512
            00 00 00 00  00 00 00 00  88 77 66 55  44 33 22 11
            01 00 00 00  00 00 00 80  00 00 00 00  00 00 00 00
            00 00 00 00  00 00 00 00  00 00 00 00  00 00 00 00  # no tag of type 3
            00 00 00 00  00 00 00 00  00 00 00 00  00 00 00 00
            """;

    // fields at a wrong offset make the engine read somebody else's memory
    @Test
    void requestOfTypeThreeHasEveryFieldInItsPlace() {
        ByteBuffer ring = filled();
        Sqe.write(
                ring,
                Sqe.SIZE,
                Sqe.control(Sqe.Type.TYPE_3, true, false, true),
                Sqe.kind(Sqe.Algorithm.RAW_DEFLATE, Sqe.WINDOW_32K),
                0x0000_ffff_1234_5678L,
                65536,
                0x0000_aaaa_0000_1000L,
                73928,
                Sqe.Type.TYPE_3,
                0x01020304);
        assertThat(Golden.hex(slot(ring, 1))).isEqualTo(Golden.hex(Golden.bytes(RAW_FINISH)));
    }

    // interface version 2 looks for the tag of zlib and gzip requests elsewhere
    @Test
    void requestOfTypeZeroHasItsTagInDwordThirteen() {
        ByteBuffer ring = filled();
        Sqe.write(
                ring,
                Sqe.SIZE,
                Sqe.control(Sqe.Type.TYPE_0, false, false, true),
                Sqe.kind(Sqe.Algorithm.ZLIB, 3),
                0x1122_3344_5566_7788L,
                255,
                0x8000_0000_0000_0001L,
                512,
                Sqe.Type.TYPE_0,
                0xfeedcafe);
        assertThat(Golden.hex(slot(ring, 1))).isEqualTo(Golden.hex(Golden.bytes(ZLIB_FLUSH_TYPE_0)));
    }

    // a write that ran over its entry would damage a request under way
    @Test
    void neighboursOfAnEntryAreLeftAlone() {
        ByteBuffer ring = filled();
        String before = Golden.hex(slot(ring, 0));
        Sqe.write(ring, Sqe.SIZE, -1, -1, -1, -1, -1, -1, Sqe.Type.TYPE_3, -1);
        assertThat(Golden.hex(slot(ring, 0))).isEqualTo(before);
        assertThat(Golden.hex(slot(ring, 2))).isEqualTo(before);
    }

    // results read from a wrong field would be taken for data
    @Test
    void completedEntryIsReadFieldByField() {
        ByteBuffer entry = Golden.bytes(
                """
                78 56 34 12  f0 de bc 0a  ff ff ff ff  13 01 00 00  # consumed, produced, lz77; end of stream, last block
                00 00 00 00  00 00 00 00  00 00 00 00  00 00 00 3e  # type 3, first, stateful, finish
                00 00 00 00  03 21 00 00  00 00 00 00  00 00 00 00  # gzip, scatter-gather, window 16 KiB
                00 00 00 00  0d 0c 0b 0a  00 00 00 00  84 24 00 00  # tag 0; ctx_st 4, bfinal, 9 cached bits
                00 00 00 00  00 00 00 00  00 00 00 00  00 00 00 00
                00 00 00 00  00 00 00 00  00 00 00 00  00 00 00 00
                00 00 00 00  00 00 00 00  44 33 22 11  00 00 00 00  # tag 3
                ff ff 07 00  00 80 00 00  01 00 00 80  ef be ad de  # stored left, window length, isize, checksum
                """);
        assertThat(entry.getInt(Sqe.CONSUMED)).isEqualTo(0x12345678);
        assertThat(entry.getInt(Sqe.PRODUCED)).isEqualTo(0x0abcdef0);
        assertThat(Sqe.status(entry, 0)).isEqualTo(0x13);
        assertThat(Sqe.lastBlockSeen(entry, 0)).isTrue();
        assertThat(Sqe.typeCode(entry, 0)).isEqualTo(3);
        assertThat(Sqe.isFirstOfStream(entry, 0)).isTrue();
        assertThat(Sqe.isStateful(entry, 0)).isTrue();
        assertThat(Sqe.isFinish(entry, 0)).isTrue();
        assertThat(Sqe.algorithmCode(entry, 0)).isEqualTo(3);
        assertThat(Sqe.buffers(entry, 0)).isEqualTo(1);
        assertThat(Sqe.window(entry, 0)).isEqualTo(2);
        assertThat(Sqe.tag(entry, 0, Sqe.Type.TYPE_0)).isEqualTo(0x0a0b0c0d);
        assertThat(Sqe.tag(entry, 0, Sqe.Type.TYPE_3)).isEqualTo(0x11223344);
        assertThat(Sqe.streamState(entry, 0)).isEqualTo(4);
        assertThat(Sqe.cachedBits(entry, 0)).isEqualTo(9);
        assertThat(entry.getInt(Sqe.CONTEXT_1)).isEqualTo(0x7ffff);
        assertThat(entry.getInt(Sqe.CONTEXT_2)).isEqualTo(0x8000);
        assertThat(entry.getInt(Sqe.ISIZE)).isEqualTo(0x80000001);
        assertThat(entry.getInt(Sqe.CHECKSUM)).isEqualTo(0xdeadbeef);
    }

    // the engine takes the tag from where the type says, and the type has to be the one that the version expects
    @ParameterizedTest
    @CsvSource({
        "hisi_qm_v1,RAW_DEFLATE,TYPE_3",
        "hisi_qm_v2,RAW_DEFLATE,TYPE_3",
        "hisi_qm_v3,RAW_DEFLATE,TYPE_3",
        "hisi_qm_v2,ZLIB,TYPE_0",
        "hisi_qm_v2,GZIP,TYPE_0",
        "hisi_qm_v3,ZLIB,TYPE_3",
        "hisi_qm_v4,GZIP,TYPE_3"
    })
    void typeFollowsFromVersionAndAlgorithm(String api, Sqe.Algorithm algorithm, Sqe.Type type) {
        assertThat(Sqe.Type.of(HisiApi.parse(api).orElseThrow(), algorithm)).isEqualTo(type);
    }

    // a status without a meaning of its own must never pass for success
    @Test
    void everyStatusHasOneNamedOutcome() {
        assertThat(SqeStatus.of(0x00)).isEqualTo(SqeStatus.OK);
        assertThat(SqeStatus.of(0x0d)).isEqualTo(SqeStatus.GREW);
        assertThat(SqeStatus.of(0x0e)).isEqualTo(SqeStatus.OUTPUT_TOO_SMALL);
        assertThat(SqeStatus.of(0x0f)).isEqualTo(SqeStatus.INTEGRITY_FIELD);
        assertThat(SqeStatus.of(0x10)).isEqualTo(SqeStatus.CHECKSUM_MISMATCH);
        assertThat(SqeStatus.of(0x12)).isEqualTo(SqeStatus.INTEGRITY_CHECK);
        assertThat(SqeStatus.of(0x13)).isEqualTo(SqeStatus.END_OF_STREAM);
        for (int code : new int[] {0x01, 0x0b, 0x0c, 0x11, 0x14, 0xff}) {
            assertThat(SqeStatus.of(code)).isEqualTo(SqeStatus.ERROR);
        }
    }

    // a stream that has to go on and is taken for ended loses its rest
    @Test
    void everyStreamStateHasOneNamedOutcome() {
        assertThat(StreamState.of(0)).isEqualTo(StreamState.NONE);
        assertThat(StreamState.of(1)).isEqualTo(StreamState.LAST_BLOCK_NO_SPACE);
        assertThat(StreamState.of(2)).isEqualTo(StreamState.IN_BLOCK_NO_SPACE);
        assertThat(StreamState.of(3)).isEqualTo(StreamState.BLOCK_NOT_BEGUN);
        assertThat(StreamState.of(4)).isEqualTo(StreamState.ENDED_WITHOUT_CHECKSUM);
        assertThat(StreamState.of(9)).isEqualTo(StreamState.UNKNOWN);
        assertThat(StreamState.of(3).isCallAgain()).isTrue();
        assertThat(StreamState.of(4).isCallAgain()).isFalse();
    }

    /** Three entries full of ones: what is not written shows. */
    private static ByteBuffer filled() {
        ByteBuffer ring = ByteBuffer.allocateDirect(3 * Sqe.SIZE).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < ring.capacity(); i++) {
            ring.put(i, (byte) 0xff);
        }
        return ring;
    }

    private static ByteBuffer slot(ByteBuffer ring, int slot) {
        return ring.slice(slot * Sqe.SIZE, Sqe.SIZE);
    }
}
