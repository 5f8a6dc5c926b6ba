// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.hisi.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

/** Places, phases and doorbells, against figures written down by hand. */
final class RingsTest {
    private static final HisiApi V1 = HisiApi.parse("hisi_qm_v1").orElseThrow();
    private static final HisiApi V2 = HisiApi.parse("hisi_qm_v2").orElseThrow();
    private static final HisiApi V3 = HisiApi.parse("hisi_qm_v3").orElseThrow();
    private static final int DUS_SIZE = 151_552;

    private final ByteBuffer dus = ByteBuffer.allocateDirect(DUS_SIZE).order(ByteOrder.LITTLE_ENDIAN);
    private final ByteBuffer mmio = ByteBuffer.allocateDirect(8192).order(ByteOrder.LITTLE_ENDIAN);
    private final Rings rings = new Rings(dus, mmio, V2, 128, 1024, 1024);

    // a completion queue looked for at a wrong place never completes anything
    @Test
    void completionQueueComesRightAfterTheSubmissionQueue() {
        assertThat(rings.submissionEntry(1)).isEqualTo(0x80);
        assertThat(rings.completionEntry(0)).isEqualTo(0x20000);
        assertThat(rings.completionEntry(1)).isEqualTo(0x20010);
        assertThat(rings.completionEntry(1024)).isEqualTo(0x20000);
    }

    // an entry of the turn before would be taken for a new one
    @Test
    void phaseBeginsWithOneAndFlipsAtEveryWrap() {
        assertThat(rings.phase(0)).isEqualTo(1);
        assertThat(rings.phase(1023)).isEqualTo(1);
        assertThat(rings.phase(1024)).isZero();
        assertThat(rings.phase(2047)).isZero();
        assertThat(rings.phase(2048)).isEqualTo(1);
    }

    // the engine is told of work nowhere else
    @Test
    void doorbellsAreOneWordOfTheVersionsLayout() {
        assertThat(V1.doorbellOffset()).isEqualTo(0x340);
        assertThat(V2.doorbellOffset()).isEqualTo(0x1000);
        assertThat(V3.doorbellOffset()).isEqualTo(0x1000);
        assertThat(V1.submissionDoorbell(0xabcd, 0x0123)).isEqualTo(0x0000_0123_0000_abcdL);
        assertThat(V1.completionDoorbell(0xabcd, 0x0123, true)).isEqualTo(0x0001_0123_0001_abcdL);
        assertThat(V2.submissionDoorbell(0x2fe, 0x03ff)).isEqualTo(0x0000_03ff_0000_02feL);
        assertThat(V2.completionDoorbell(0x2fe, 0x03ff, false)).isEqualTo(0x0000_03ff_0000_12feL);
        assertThat(V2.completionDoorbell(0x2fe, 0x03ff, true)).isEqualTo(0x0001_03ff_0000_12feL);
        // ten bits of queue number from version 2 on
        assertThat(V3.submissionDoorbell(0xffff, 0)).isEqualTo(0x0000_0000_0000_03ffL);
    }

    // both queues share one address: the last word counts
    @Test
    void doorbellsGoToTheirAddressWithTheIndexWrapped() {
        rings.ringSubmission(7, 1025);
        assertThat(mmio.getLong(0x1000)).isEqualTo(0x0000_0001_0000_0007L);
        rings.ringCompletion(7, 2048, true);
        assertThat(mmio.getLong(0x1000)).isEqualTo(0x0001_0000_0000_1007L);
        assertThat(Doorbell.command(V2, rings.doorbell())).isEqualTo(Doorbell.COMPLETION);
        assertThat(Doorbell.index(rings.doorbell())).isZero();
        assertThat(Doorbell.priority(rings.doorbell())).isEqualTo(1);
    }

    // a queue that was reset completes nothing any more, and says so nowhere else
    @Test
    void statusWordsAreTheLastTwoOfTheRegion() {
        assertThat(rings.isRxReset()).isFalse();
        dus.putInt(DUS_SIZE - 8, 1);
        assertThat(rings.isRxReset()).isTrue();
        assertThat(rings.isTxReset()).isFalse();
        dus.putInt(DUS_SIZE - 4, 1);
        assertThat(rings.isTxReset()).isTrue();
    }

    // fields at a wrong place give one request another one's result
    @Test
    void completionEntryIsWrittenAndReadFieldByField() {
        ByteBuffer entry = Golden.bytes("ff ff ff ff  ff ff  ff ff  ff ff  ff ff  ff ff  ff ff");
        Cqe.writeRelease(entry, 0, 0x0302, 0x0504, 1);
        assertThat(Golden.hex(entry)).isEqualTo("00 00 00 00 00 00 00 00 02 03 04 05 00 00 01 00");
        assertThat(Cqe.phaseAcquire(entry, 0)).isEqualTo(1);
        assertThat(Cqe.sqHead(entry, 0)).isEqualTo(0x0302);
        assertThat(Cqe.sqNum(entry, 0)).isEqualTo(0x0504);
        ByteBuffer foreign = Golden.bytes("11 11 11 11  22 22  33 33  fe ff  fd ff  44 44  fe ff");
        assertThat(Cqe.phaseAcquire(foreign, 0)).isZero();
        assertThat(Cqe.sqHead(foreign, 0)).isEqualTo(0xfffe);
    }

    // a kernel that answers nonsense would have us write past the mapping
    @Test
    void geometryThatDoesNotFitIsRefused() {
        for (int[] geometry : new int[][] {{128, 2048, 2048}, {64, 1024, 1024}, {128, 1024, 512}, {128, 0, 0}}) {
            assertThatThrownBy(() -> new Rings(dus, mmio, V2, geometry[0], geometry[1], geometry[2]))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    // other drivers' queues look alike and are not
    @Test
    void onlyThisDriversInterfacesAreUnderstood() {
        assertThat(HisiApi.parse("hisi_qm").orElseThrow().version()).isEqualTo(1);
        assertThat(HisiApi.parse("hisi_qm_v5").orElseThrow().version()).isEqualTo(5);
        for (String name : new String[] {"", "hisi_qm_v", "hisi_qm_v0", "hisi_qm_vx", "noop", "hisi_qm_v2 "}) {
            assertThat(HisiApi.parse(name)).as(name).isEmpty();
        }
    }

    // a destination that is too small fails blocks that need not fail
    @Test
    void worstCaseIsNineEighthsAndTwoHundred() {
        assertThat(Limits.worstCase(65536)).isEqualTo(73728 + 200);
        assertThat(Limits.worstCase(1)).isEqualTo(202);
        assertThat(Limits.worstCase(8 << 20)).isEqualTo((9 << 20) + 200);
    }
}
