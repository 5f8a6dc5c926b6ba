// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.hisi.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.warpdrive.hisi.protocol.HisiApi;
import io.warpdrive.hisi.protocol.Rings;
import io.warpdrive.queue.ZipRequest;
import io.warpdrive.queue.ZipStatus;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ReadOnlyBufferException;
import org.junit.jupiter.api.Test;

/** What happens at the ends of the rings, and in which order. */
final class RingEndsTest {
    private static final int DEPTH = 4;
    private static final HisiApi API = HisiApi.parse("hisi_qm_v2").orElseThrow();

    private static ByteBuffer region() {
        return ByteBuffer.allocateDirect(8192).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Without it a device that looks into the ring completes what nobody seems to have sent, and the queue dies of it. */
    @Test
    void aRequestIsKnownBeforeItsEntryIsWritten() {
        ByteBuffer unwritable = region().asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN);
        InFlight inFlight = new InFlight(DEPTH);
        RingEnds ends = new RingEnds(new Rings(unwritable, region(), API, 128, DEPTH, DEPTH), inFlight, API, 0);
        ZipRequest request = new ZipRequest();
        assertThatExceptionOfType(ReadOnlyBufferException.class).isThrownBy(() -> ends.submit(request, 1, 2, 3));
        assertThat(inFlight.oldest()).isSameAs(request);
        assertThat(request.status()).isEqualTo(ZipStatus.SENT);
    }
}
