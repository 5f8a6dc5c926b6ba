// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.tests.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.warpdrive.tests.agent.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The device goes away while it is in use. Last of all: this JVM's own queues do not survive it either. */
@Tag("kernel")
@Tag("removal")
final class RemovalTest {
    private static final String ON_DEVICE = "stats=true,device=" + Guest.DEVICE;

    // the mapping is gone, and touching it is SIGBUS: the stream has to end, correctly, on zlib
    @Test
    void aStreamThatIsOpenEndsOnZlib() throws Exception {
        Run run = Run.interrupted(Guest.program(ON_DEVICE, "Halves"), program -> Guest.removeModule());
        Guest.loadModule();
        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(run.out()).isEqualTo("half\nsame\nsame\n");
        assertThat(run.err()).containsPattern("deflate device=hisi_zip-0 .* fallback=[1-9]");
    }

    // somebody waits in poll(2), and a request is at the device
    @Test
    void aRequestInFlightEndsOnZlib() throws Exception {
        List<FutureTask<Void>> removal = new ArrayList<>();
        Run run = Run.interrupted(Guest.program(ON_DEVICE, "Halves"), program -> {
            // the program waits: nothing is at the device before it goes on
            long requests = Guest.parameter("requests");
            removal.add(new FutureTask<>(() -> removeInMidRequest(requests)));
            Guest.parameter("delay_ms", 60_000);
            new Thread(removal.get(0)).start();
        });
        removal.get(0).get();
        Guest.loadModule();
        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(run.out()).isEqualTo("half\nsame\nsame\n");
        assertThat(run.err()).containsPattern("deflate device=hisi_zip-0 .* fallback=[1-9]");
    }

    private static Void removeInMidRequest(long requests) throws Exception {
        assertThat(Guest.awaitRequest(requests)).isTrue();
        Guest.removeModule();
        return null;
    }

    // an operator who loads the driver again expects it to be used again, without a restart; it is tried every ten
    // seconds
    @Test
    void aDeviceThatComesBackIsUsedAgain() throws Exception {
        Run run = Run.interrupted(Guest.program(ON_DEVICE, "Halves", "15"), program -> {
            Guest.removeModule();
            Guest.loadModule();
        });
        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(run.out()).startsWith("half\nsame\nsame\n");
        assertThat(Guest.parameter("requests")).as("of the module loaded again").isPositive();
    }
}
