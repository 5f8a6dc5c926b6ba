// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.warpdrive.queue.WdMode;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of a stream when memory runs out, or something else is thrown, at any call of the queue under it. */
final class BlockFailureTest {
    private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();
    private static final int PLACES_ON_HARDWARE = 5;
    private static final byte[] PLAIN = plain();
    private static final List<Supplier<Throwable>> FAILURES =
            List.of(() -> new OutOfMemoryError("Java heap space"), () -> new IllegalStateException("broken"));

    private static byte[] plain() {
        byte[] bytes = new byte[12 * FailingQueue.BLOCK + 100];
        Random random = new Random(5);
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) random.nextInt(20);
        }
        return bytes;
    }

    /** One stream, and how far it has come. */
    private static final class Run {
        private final DeflateService service;
        private final int threads;
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();
        private final byte[] buffer = new byte[10_000];
        private BlockDeflater first;
        private BlockStream blocks;
        private int taken;

        Run(DeflateService service, int threads) {
            this.service = service;
            this.threads = threads;
            first = Optional.ofNullable(service.take()).orElseThrow();
            first.begin(service.plan(6), 6, true, 0);
            blocks = first;
        }

        /** Goes on to the end, as {@code Deflater.deflate} does; may be called again when something was thrown. */
        void finish() {
            while (!blocks.isFinished() || blocks.pending() > 0) {
                if (blocks.pending() > 0) {
                    out.write(buffer, 0, blocks.take(buffer, 0, buffer.length));
                    continue;
                }
                int count = Math.min(PLAIN.length - taken, blocks.room());
                blocks.put(PLAIN, taken, count);
                taken += count;
                if (taken == PLAIN.length) {
                    blocks.finish();
                } else {
                    if (first != null) {
                        blocks = service.widen(first, threads);
                        first = null;
                    }
                    blocks.compress();
                }
            }
        }

        boolean isRight() throws DataFormatException {
            byte[] packed = out.toByteArray();
            Inflater inflater = new Inflater();
            inflater.setInput(packed);
            byte[] bytes = new byte[PLAIN.length + 1];
            int length = inflater.inflate(bytes);
            boolean finished = inflater.finished();
            inflater.end();
            return finished && Arrays.equals(bytes, 0, length, PLAIN, 0, PLAIN.length);
        }
    }

    /** Without it a stream whose program has caught the error would end well, with a part or its checksum missing. */
    @ParameterizedTest
    @CsvSource({"SVA, RESERVE", "SVA, SEND", "SVA, RECEIVE", "SOFTWARE, RESERVE", "SOFTWARE, SEND", "SOFTWARE, RECEIVE"
    })
    void whateverIsThrownTheStreamIsRightOrBroken(WdMode mode, FailingQueue.Call call) throws Exception {
        for (Supplier<Throwable> failure : FAILURES) {
            boolean reached = true;
            int rounds = 0;
            while (reached) {
                FailingQueue queue = new FailingQueue(mode);
                DeflateService service = queue.service();
                Run run = new Run(service, 2);
                queue.fail(call, ++rounds, failure);
                boolean broken = isCutOff(run);
                reached = queue.hasFailed();
                if (broken) {
                    // for good, however often it is tried, and what came before is no whole stream
                    assertThatThrownBy(run::finish)
                            .isInstanceOfAny(OutOfMemoryError.class, IllegalStateException.class);
                    assertThat(run.isRight()).isFalse();
                } else {
                    assertThat(run.isRight()).isTrue();
                }
                run.blocks.release();
                assertNothingIsLost(queue, service);
            }
            assertThat(rounds).isGreaterThan(3);
        }
    }

    /** Whether the stream can't be finished; an error alone does not say so, it may be tried again. */
    private static boolean isCutOff(Run run) {
        for (int i = 0; i < 3; i++) {
            try {
                run.finish();
                return false;
            } catch (OutOfMemoryError | IllegalStateException e) {
                assertThat(e.getMessage()).containsAnyOf("Java heap space", "broken", "cut off");
            }
        }
        return true;
    }

    /** How many blocks are under way depends on the threads; but no stream needs more memory than one before it did. */
    private static void assertNothingIsLost(FailingQueue queue, DeflateService service) throws Exception {
        for (int i = 0; i < 5; i++) {
            Run run = new Run(service, PROCESSORS);
            run.finish();
            run.blocks.release();
            assertThat(run.isRight()).isTrue();
        }
        // two pieces for each place, and one that was given back because there was no other
        assertThat(queue.reserved()).isLessThanOrEqualTo(2 * Math.max(PLACES_ON_HARDWARE, 3 * PROCESSORS) + 1);
    }

    /** Without it a stream in as many threads as there are would have memory made and freed for ever. */
    @Test
    void streamsInAllThreadsUseTheSameMemoryAgain() throws Exception {
        FailingQueue queue = new FailingQueue(WdMode.SOFTWARE);
        DeflateService service = queue.service();
        for (int i = 0; i < 30; i++) {
            assertNothingIsLost(queue, service);
        }
    }

    /** Without it streams would go on in one thread while all it takes to help them lies idle. */
    @Test
    void idleMemoryIsForWhoeverWantsIt() {
        DeflateService service = new FailingQueue(WdMode.SVA).service();
        BlockDeflater idle = Optional.ofNullable(service.take()).orElseThrow();
        List<BlockDeflater> taken = new ArrayList<>();
        for (int i = 0; i < 128; i++) {
            taken.add(service.take());
        }
        // as many as streams may have together beside their first
        assertThat(service.takeSpare()).isNull();
        idle.release();
        assertThat(service.takeSpare()).isSameAs(idle);
        taken.forEach(BlockDeflater::release);
        idle.release();
    }
}
