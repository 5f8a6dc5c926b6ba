// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.warpdrive.queue.WdMode;
import io.warpdrive.route.DeflateService;
import io.warpdrive.route.FailingQueue;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of a stream when memory runs out, or something else is thrown, at any call of the queue under it. */
final class SegmentFailureTest {
    private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();
    private static final int PLACES_ON_HARDWARE = 5;
    /** Bytes: room for every stream here, and more than a test wants to take. */
    private static final long BUDGET = 64L << 20;

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
        private final ArrayBuffers buffers = new ArrayBuffers(PLAIN, 10_000);
        private final DeflateStream stream;

        Run(DeflateService service, int threads, MemoryBudget budget) {
            stream = new DeflateStream(true, threads, budget);
            assertThat(stream.begin(
                            service, Optional.ofNullable(service.plan(6)).orElseThrow(), 6, 0, new byte[0], 0))
                    .isTrue();
        }

        /** Goes on to the end, as {@code Deflater.deflate} does; may be called again when something was thrown. */
        void finish() {
            while (!stream.isFinished()) {
                buffers.drain();
                stream.deflate(buffers, Deflater.NO_FLUSH, true);
            }
            buffers.drain();
        }

        boolean isRight() throws DataFormatException {
            byte[] packed = buffers.bytes();
            Inflater inflater = new Inflater();
            inflater.setInput(packed);
            byte[] bytes = new byte[PLAIN.length + 1];
            int length = inflater.inflate(bytes);
            boolean finished = inflater.finished();
            inflater.end();
            return finished && Arrays.equals(bytes, 0, length, PLAIN, 0, PLAIN.length);
        }
    }

    /** Something that holds unless the garbage collector has taken what lay idle: that has to be made again then. */
    private interface Check {
        boolean holds() throws Exception;
    }

    private static boolean withoutCollection(Check check) throws Exception {
        while (true) {
            WeakReference<Object> canary = new WeakReference<>(new Object());
            try {
                return check.holds();
            } catch (AssertionError e) {
                if (canary.get() != null) {
                    throw e;
                }
            }
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
                int number = ++rounds;
                reached = withoutCollection(() -> isReached(mode, call, number, failure));
            }
            assertThat(rounds).isGreaterThan(3);
        }
    }

    /** One stream of which the {@code number}th call fails; whether there was such a call. */
    private static boolean isReached(WdMode mode, FailingQueue.Call call, int number, Supplier<Throwable> failure)
            throws Exception {
        FailingQueue queue = new FailingQueue(mode);
        DeflateService service = queue.service();
        MemoryBudget budget = new MemoryBudget(BUDGET);
        Run run = new Run(service, 2, budget);
        queue.fail(call, number, failure);
        boolean broken = isCutOff(run);
        boolean reached = queue.hasFailed();
        if (broken) {
            // for good, however often it is tried, and what came before is no whole stream
            assertThatThrownBy(run::finish).isInstanceOfAny(OutOfMemoryError.class, IllegalStateException.class);
            assertThat(run.isRight()).isFalse();
        } else {
            assertThat(run.isRight()).isTrue();
        }
        run.stream.release();
        assertNothingIsLost(queue, service, budget, 5);
        return reached;
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

    /** How many segments are under way depends on the threads; but no stream needs more memory than one before it did. */
    private static void assertNothingIsLost(
            FailingQueue queue, DeflateService service, MemoryBudget budget, int streams) throws Exception {
        for (int i = 0; i < streams; i++) {
            Run run = new Run(service, PROCESSORS, budget);
            run.finish();
            run.stream.release();
            assertThat(run.isRight()).isTrue();
        }
        // two pieces for each place, and one that was given back because there was no other
        assertThat(queue.reserved()).isLessThanOrEqualTo(2 * Math.max(PLACES_ON_HARDWARE, 3 * PROCESSORS) + 1);
    }

    /** Without it a stream in as many threads as there are would have memory made and freed for ever. */
    @Test
    void streamsInAllThreadsUseTheSameMemoryAgain() throws Exception {
        assertThat(withoutCollection(() -> {
                    FailingQueue queue = new FailingQueue(WdMode.SOFTWARE);
                    assertNothingIsLost(queue, queue.service(), new MemoryBudget(BUDGET), 150);
                    return true;
                }))
                .isTrue();
    }

    /** Without it streams would go on in one thread while all it takes to help them lies idle. */
    @Test
    void idleMemoryIsForWhoeverWantsIt() throws Exception {
        DeflateService service = new FailingQueue(WdMode.SVA).service();
        MemoryBudget budget = new MemoryBudget(BUDGET);
        SegmentMemory idle = SegmentMemory.take(service, budget, 1).orElseThrow();
        List<SegmentMemory> taken = new ArrayList<>();
        while (budget.used() <= BUDGET / 2) {
            taken.add(SegmentMemory.take(service, budget, 1).orElseThrow());
        }
        // as much as streams may have together beside their first
        assertThat(SegmentMemory.take(service, budget, 2)).isEmpty();
        idle.release();
        assertThat(SegmentMemory.take(service, budget, 2)).containsSame(idle);
        taken.forEach(SegmentMemory::release);
        idle.release();
    }
}
