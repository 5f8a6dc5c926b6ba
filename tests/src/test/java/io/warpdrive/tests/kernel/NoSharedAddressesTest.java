// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.tests.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.warpdrive.cli.Wd;
import io.warpdrive.tests.agent.Run;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The kernel's answer on a machine without an IOMMU: the device is there, but can't see a process's memory. */
@Tag("kernel")
@Tag("no-sva")
final class NoSharedAddressesTest {

    // used all the same, it would fail at every block; unused without a word, nobody would know why
    @Test
    void theDeviceIsNotUsedAndTheReasonIsGiven() throws Exception {
        assertThat(Guest.device().unusable().orElseThrow()).contains("shared virtual addressing");
        Run run = Run.of(Guest.java(Wd.class.getName(), "devices", "--set", "policy=speed"));
        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(run.out())
                .contains("hisi_zip-0")
                .containsPattern("can't be used: .*shared virtual addressing")
                .contains("deflate  gzip     soft");
        run.out().lines().forEach(line -> System.out.println("  | " + line));
    }

    // asked for by name: zlib does the work, and one line says so
    @Test
    void programsRunInSoftware() throws Exception {
        Run expected = Guest.withoutAgent("Streams");
        Run unnamed = Run.of(Guest.program("stats=true", "Streams"));
        assertThat(unnamed.exit()).isEqualTo(expected.exit());
        assertThat(unnamed.out()).isEqualTo(expected.out());
        assertThat(unnamed.err()).contains("deflate device=soft");
        Run named = Run.of(Guest.program("stats=true,device=" + Guest.DEVICE, "Streams"));
        assertThat(named.exit()).isEqualTo(expected.exit());
        assertThat(named.out()).isEqualTo(expected.out());
        assertThat(named.err()).contains("shared virtual addressing").contains("offloaded=0");
        assertThat(Guest.parameter("requests")).isZero();
    }
}
