// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.soft;

import static org.assertj.core.api.Assertions.assertThat;

import io.warpdrive.queue.InPlace;
import io.warpdrive.queue.WdException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.zip.Deflater;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Streams that wait: what is left of their memory, and how they go on. */
final class WdzRestTest {
    private static final byte[] MESSAGE =
            "{\"from\": 17, \"to\": 4711, \"text\": \"to and fro, to and fro, and to it once more\"}"
                    .repeat(20)
                    .getBytes(StandardCharsets.US_ASCII);
    private static final int MESSAGES = 40;
    private static final int ROOM = 4096;

    @BeforeAll
    static void theLibraryOfThisMachineIsCarried() {
        LoadedLibrary.require();
    }

    private static byte[] message(int number) {
        byte[] message = MESSAGE.clone();
        for (int i = number % 7; i < message.length; i += 31) {
            message[i] = (byte) ('a' + (i + number) % 26);
        }
        return message;
    }

    private static byte[] deflated(WdzDeflate stream, int number) {
        byte[] out = new byte[ROOM];
        long result = stream.deflate(message(number), 0, MESSAGE.length, out, 0, ROOM, Deflater.SYNC_FLUSH);
        assertThat(InPlace.consumed(result)).isEqualTo(MESSAGE.length);
        return Arrays.copyOf(out, InPlace.produced(result));
    }

    private static byte[] inflated(WdzInflate stream, byte[] in) {
        byte[] out = new byte[ROOM];
        long result = stream.inflate(in, 0, in.length, out, 0, ROOM);
        assertThat(InPlace.consumed(result)).isEqualTo(in.length);
        return Arrays.copyOf(out, InPlace.produced(result));
    }

    /** The first look sees that it has been used; the second that it has not been used since. */
    private static void wait(boolean really) {
        if (really) {
            WdzRest.look();
            WdzRest.look();
        }
    }

    private static void assertAtRest(boolean expected, WdzDeflate deflate, WdzInflate inflate) {
        assertThat(deflate.isAtRest()).isEqualTo(expected);
        assertThat(inflate.isAtRest()).isEqualTo(expected);
    }

    private interface Pair {
        void goOn(WdzDeflate deflate, WdzInflate inflate) throws WdException;
    }

    /** Goes on with two streams between which one message has gone. */
    private static void pair(Pair body) throws WdException {
        // the thread that looks by itself would put them to rest as soon as this one is stopped for a while
        synchronized (WdzRest.WATCHED) {
            try (WdzDeflate deflate = new WdzDeflate();
                    WdzInflate inflate = new WdzInflate()) {
                deflate.begin(6, 0, true);
                inflate.begin(true);
                inflated(inflate, deflated(deflate, 0));
                body.goOn(deflate, inflate);
            }
        }
    }

    /** Without it ten thousand idle connections hold as much memory as ten thousand busy ones. */
    @Test
    void streamsThatWaitAreAtRest() throws WdException {
        pair((deflate, inflate) -> {
            assertAtRest(false, deflate, inflate);
            wait(true);
            assertAtRest(true, deflate, inflate);
            inflated(inflate, deflated(deflate, 1));
            assertAtRest(false, deflate, inflate);
        });
    }

    /** Without it a stream that is asked for its checksum while it waits has all of its memory until its next message. */
    @Test
    void streamsThatAreWokenWithoutAMessageGoBackToRest() throws WdException {
        pair((deflate, inflate) -> {
            wait(true);
            deflate.adler();
            inflate.adler();
            assertAtRest(false, deflate, inflate);
            wait(true);
            assertAtRest(true, deflate, inflate);
            assertThat(inflated(inflate, deflated(deflate, 1))).isEqualTo(message(1));
        });
    }

    /** Without it a message's bytes depend on how long the connection waited before, or what was sent is forgotten. */
    @Test
    void whatComesAfterTheRestIsTheSameAsWithout() throws WdException {
        try (WdzDeflate resting = new WdzDeflate();
                WdzDeflate busy = new WdzDeflate();
                WdzInflate inflate = new WdzInflate()) {
            resting.begin(6, 0, true);
            busy.begin(6, 0, true);
            inflate.begin(true);
            for (int number = 0; number < MESSAGES; number++) {
                byte[] bytes = deflated(resting, number);
                assertThat(bytes).isEqualTo(deflated(busy, number));
                assertThat(inflated(inflate, bytes)).isEqualTo(message(number));
                wait(number % 3 == 0);
            }
        }
    }

    /** Without it a stream at a level that can't rest, or in the middle of a block, is lost when it waits. */
    @Test
    void whatCannotRestWaitsAsItIs() throws WdException {
        try (WdzDeflate deflate = new WdzDeflate();
                WdzInflate inflate = new WdzInflate()) {
            deflate.begin(1, 0, true);
            inflate.begin(true);
            byte[] bytes = deflated(deflate, 0);
            byte[] half = Arrays.copyOf(bytes, bytes.length / 2);
            byte[] made = inflated(inflate, half);
            wait(true);
            assertAtRest(false, deflate, inflate);
            byte[] rest = inflated(inflate, Arrays.copyOfRange(bytes, half.length, bytes.length));
            assertThat(made.length + rest.length).isEqualTo(MESSAGE.length);
            assertThat(inflated(inflate, deflated(deflate, 1))).isEqualTo(message(1));
        }
    }

    /** Without it a stream that is begun anew, or closed, while it is at rest goes on with the old one's window. */
    @Test
    void aStreamAtRestCanBeBegunAnewOrClosed() throws WdException {
        try (WdzDeflate deflate = new WdzDeflate();
                WdzDeflate fresh = new WdzDeflate()) {
            deflate.begin(6, 0, true);
            fresh.begin(6, 0, true);
            byte[] first = deflated(deflate, 0);
            wait(true);
            deflate.begin(6, 0, true);
            assertThat(deflated(deflate, 0)).isEqualTo(first).isEqualTo(deflated(fresh, 0));
            wait(true);
            assertThat(deflate.isAtRest()).isTrue();
        }
    }

    /** Without it a stream that is used just when it is put to rest works on memory that is gone. */
    @Test
    void streamsAreUsedWhileOthersLookAtThem() throws Exception {
        AtomicBoolean done = new AtomicBoolean();
        Thread looking = new Thread(() -> {
            while (!done.get()) {
                WdzRest.look();
            }
        });
        looking.start();
        try (WdzDeflate deflate = new WdzDeflate();
                WdzInflate inflate = new WdzInflate()) {
            deflate.begin(6, 0, true);
            inflate.begin(true);
            for (int number = 0; number < 50 * MESSAGES; number++) {
                assertThat(inflated(inflate, deflated(deflate, number))).isEqualTo(message(number));
            }
        } finally {
            done.set(true);
            looking.join();
        }
    }
}
