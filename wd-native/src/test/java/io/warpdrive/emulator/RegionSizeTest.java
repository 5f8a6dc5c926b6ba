// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.warpdrive.hisi.protocol.HisiApi;
import io.warpdrive.uacce.Region;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The regions of a queue file on kernels of both page sizes, against the kernel's own figures. */
final class RegionSizeTest {

    // many servers with such an engine run a kernel with pages of 64 KiB
    @ParameterizedTest
    @CsvSource({
        "4096, hisi_qm_v1, 4096, 151552, 4096, 8192",
        "4096, hisi_qm_v2, 8192, 151552, 4096, 8192",
        "65536, hisi_qm_v2, 65536, 262144, 65536, 131072",
        "65536, hisi_qm_v3, 65536, 262144, 65536, 131072"
    })
    void sizesAndPlacesFollowThePageSize(long page, String api, long mmio, long dus, long dusAt, long shareAt) {
        assertThat(EmulatedDevice.mmioSize(HisiApi.parse(api).orElseThrow(), page))
                .isEqualTo(mmio);
        assertThat(EmulatedDevice.dusSize(page)).isEqualTo(dus);
        assertThat(Region.MMIO.offset(page)).isZero();
        assertThat(Region.DUS.offset(page)).isEqualTo(dusAt);
        assertThat(Region.STATIC_SHARE.offset(page)).isEqualTo(shareAt);
    }
}
