// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.uacce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.warpdrive.queue.WdException;
import io.warpdrive.queue.WdMemory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Static share memory of drivers out of tree, on a kernel that the test plays. */
final class StaticShareRegionTest {
    private static final int GRANULE = 0x10000;

    private final List<String> calls = new ArrayList<>();

    /** Maps up to so many bytes and has slices of so many granules, far apart from each other. */
    private final class FakeKernel implements StaticShareRegion.Kernel {
        private final long limit;
        private final int[] granules;

        FakeKernel(long limit, int... granules) {
            this.limit = limit;
            this.granules = granules;
        }

        @Override
        public WdMemory map(long size) throws WdException {
            calls.add("map " + size);
            if (size > limit) {
                throw new WdException("ENOMEM");
            }
            WdMemory memory = WdMemory.allocate(size);
            return WdMemory.of(memory.buffer(), memory.address(), () -> {
                calls.add("unmap");
                memory.close();
            });
        }

        @Override
        public StaticShareRegion.Answer slice(int index) throws WdException {
            if (index >= granules.length) {
                throw new WdException("EINVAL");
            }
            return new StaticShareRegion.Answer((index + 1L) << 32 | granules[index], index + 1 < granules.length);
        }
    }

    // a second mapping of the region is refused by the kernel (EEXIST), and a request has two pieces at least
    @Test
    void regionIsMappedOnceForAllPieces() throws Exception {
        try (StaticShareRegion region = StaticShareRegion.map(new FakeKernel(1L << 30, 512), 100)) {
            ReservedMemory first = region.take(100);
            ReservedMemory second = region.take(5000);
            ReservedMemory third = region.take(4096);
            assertThat(first.deviceAddress()).isEqualTo(0x1_0000_0000L);
            assertThat(second.deviceAddress()).isEqualTo(0x1_0000_1000L);
            assertThat(third.deviceAddress()).isEqualTo(0x1_0000_3000L);
            assertThat(second.memory().address() - first.memory().address()).isEqualTo(4096);
            assertThat(third.memory().address() - first.memory().address()).isEqualTo(0x3000);
            assertThat(second.memory().size()).isEqualTo(8192);
        }
        assertThat(calls).containsExactly("map 33554432");
    }

    // the device would run on into memory that is somebody else's
    @Test
    void noPieceReachesFromOneSliceIntoTheNext() throws Exception {
        FakeKernel kernel = new FakeKernel(4 * GRANULE, 1, 2, 1);
        try (StaticShareRegion region = StaticShareRegion.map(kernel, 4 * GRANULE)) {
            ReservedMemory first = region.take(GRANULE - 4096);
            ReservedMemory second = region.take(8192);
            assertThat(second.deviceAddress()).isEqualTo(0x2_0000_0000L);
            assertThat(second.memory().address() - first.memory().address()).isEqualTo(GRANULE);
            // what is left of the first slice
            assertThat(region.take(4096).deviceAddress()).isEqualTo(0x1_0000_f000L);
            assertThatThrownBy(() -> region.take(3 * GRANULE)).hasMessageContaining("in one piece");
            assertThat(region.take(GRANULE).deviceAddress()).isEqualTo(0x2_0000_2000L);
            assertThat(region.take(GRANULE).deviceAddress()).isEqualTo(0x3_0000_0000L);
            assertThatThrownBy(() -> region.take(GRANULE)).isInstanceOf(WdException.class);
        }
    }

    // behind an IOMMU all of the region is one piece, and the kernel says no size
    @Test
    void sliceWithoutASizeIsAllOfTheRegion() throws Exception {
        try (StaticShareRegion region = StaticShareRegion.map(new FakeKernel(1L << 30, 0), 1)) {
            assertThat(region.take(StaticShareRegion.USUAL_SIZE).deviceAddress())
                    .isEqualTo(0x1_0000_0000L);
        }
    }

    // a machine that is short of such memory still has some
    @Test
    void lessIsTakenWhereThereIsLess() throws Exception {
        FakeKernel kernel = new FakeKernel(9L << 20, 0);
        try (StaticShareRegion region = StaticShareRegion.map(kernel, 100)) {
            assertThat(region.take(8 << 20).memory().size()).isEqualTo(8 << 20);
        }
        assertThat(calls).startsWith("map 33554432", "map 16777216", "map 8388608");
        assertThatThrownBy(() -> StaticShareRegion.map(kernel, 10 << 20)).hasMessageContaining("ENOMEM");
    }

    // memory that a thread still reads must not go away with the queue, nor stay for ever
    @Test
    void regionIsUnmappedWithItsLastPieceOrWhenItCanNotBeUsed() throws Exception {
        StaticShareRegion region = StaticShareRegion.map(new FakeKernel(1L << 30, 0), 100);
        ReservedMemory piece = region.take(100);
        region.take(100).memory().close();
        region.close();
        region.close();
        assertThatThrownBy(() -> region.take(100)).isInstanceOf(WdException.class);
        assertThat(calls).doesNotContain("unmap");
        piece.memory().close();
        assertThat(calls).containsOnlyOnce("unmap");
        calls.clear();
        assertThatThrownBy(() -> StaticShareRegion.map(new FakeKernel(1L << 30), 100))
                .hasMessageContaining("EINVAL");
        assertThat(calls).endsWith("unmap");
    }
}
