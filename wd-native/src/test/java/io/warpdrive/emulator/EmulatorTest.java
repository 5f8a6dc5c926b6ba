// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.warpdrive.queue.WdMode;
import io.warpdrive.queue.WdQueue;
import io.warpdrive.queue.ZipFlush;
import io.warpdrive.queue.ZipOperation;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The whole way in one process: user driver, queue file, rings, device and back. */
final class EmulatorTest {

    // without this there is no product
    @ParameterizedTest
    @CsvSource({
        "SVA,hisi_qm_v1",
        "SVA,hisi_qm_v2",
        "SVA,hisi_qm_v3",
        "SHARE_DOMAIN,hisi_qm_v2",
        "SHARE_DOMAIN,hisi_qm_v3"
    })
    void blockGoesThroughTheRingsAndInflatesToItself(WdMode mode, String api) throws Exception {
        try (EmulatedMachine machine =
                        EmulatedMachine.start(options -> options.withMode(mode).withApi(api));
                WdQueue queue = machine.device().requestQueue(ZipOperation.DEFLATE)) {
            byte[] plain = Blocks.text(64 << 10, 1);
            byte[] packed = Blocks.deflate(queue, plain, ZipFlush.FINISH);
            assertThat(packed.length).isLessThan(plain.length / 2);
            assertThat(Blocks.inflate(packed)).isEqualTo(plain);
        }
    }
}
