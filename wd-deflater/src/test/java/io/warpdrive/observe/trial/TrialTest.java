// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.observe.trial;

import static org.assertj.core.api.Assertions.assertThat;

import io.warpdrive.queue.ZipOperation;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.Deflater;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Pieces of streams are done again as they were done. */
final class TrialTest {
    private static final byte[] DATA =
            "to and fro and back again, 0123456789 times; ".repeat(4000).getBytes(StandardCharsets.US_ASCII);

    private final Replay zlib = new Replay(Sampler.ZLIB);
    private final Replay engine = new Replay(Sampler.ENGINE);

    @BeforeAll
    static void clock() {
        ThreadTime.load();
    }

    @AfterEach
    void end() {
        zlib.end();
        engine.end();
    }

    private static Capture deflated(Capture capture, int piece, int pieces, Piece.Ask ask) {
        for (int i = 0; i < pieces && !capture.isFull(); i++) {
            capture.input(DATA, i * piece, piece);
            capture.called(ask, 8192, piece / 2);
        }
        return capture;
    }

    /** Without it messages that are flushed, long streams or fresh objects are left out of what is predicted. */
    @Test
    void streamsOfEveryHabitAreMeasured() {
        for (Piece.Ask ask : Piece.Ask.values()) {
            int pieces = ask == Piece.Ask.FINISH ? 1 : 20;
            for (boolean fresh : new boolean[] {true, false}) {
                Capture capture = deflated(new Capture(fresh, false), 2000, pieces, ask);
                assertThat(capture.isWorthIt()).isTrue();
                assertMeasured(capture.piece(ZipOperation.DEFLATE, 6, Deflater.DEFAULT_STRATEGY, true));
            }
        }
        Capture midway = deflated(new Capture(false, true), 4096, 40, Piece.Ask.NOTHING);
        Piece piece = midway.piece(ZipOperation.DEFLATE, -1, Deflater.FILTERED, false);
        assertThat(piece.lead()).isPositive();
        assertThat(piece.data()).hasSize(Piece.LEAD + Piece.MOST);
        assertMeasured(piece);
    }

    /** Without it inflating is guessed. */
    @Test
    void whatWasInflatedIsMeasured() {
        byte[] packed = packed();
        Capture capture = new Capture(true, false);
        capture.input(packed, 0, packed.length);
        capture.called(Piece.Ask.NOTHING, DATA.length, DATA.length);
        assertMeasured(capture.piece(ZipOperation.INFLATE, 0, 0, true));
    }

    private static byte[] packed() {
        Deflater deflater = new Deflater(6, true);
        deflater.setInput(DATA);
        deflater.finish();
        byte[] output = new byte[DATA.length];
        int length = deflater.deflate(output);
        deflater.end();
        return Arrays.copyOf(output, length);
    }

    private void assertMeasured(Piece piece) {
        Trial trial = new Trial(() -> 1_000_000);
        trial.offer(piece);
        assertThat(trial.worth()).isPositive();
        trial.measure(zlib, engine);
        trial.measure(zlib, engine);
        Optional<Estimate> estimate = trial.estimate();
        assertThat(estimate).isPresent();
        assertThat(estimate.get().rounds()).isEqualTo(2);
        assertThat(estimate.get().low()).isPositive().isLessThan(estimate.get().middle());
        assertThat(estimate.get().high()).isGreaterThan(estimate.get().middle());
    }

    /** Without it short messages are measured with one that the processor knows by heart. */
    @Test
    void manyShortPiecesAreMeasuredTogether() {
        Trial trial = new Trial(() -> 1_000_000);
        for (int i = 0; i < 100; i++) {
            Capture capture = new Capture(false, false);
            capture.input(DATA, i, 300);
            capture.called(Piece.Ask.FINISH, 1000, 100);
            trial.offer(capture.piece(ZipOperation.DEFLATE, 1, Deflater.DEFAULT_STRATEGY, i % 2 == 0));
        }
        trial.measure(zlib, engine);
        trial.measure(zlib, engine);
        assertThat(trial.estimate().orElseThrow().rounds()).isEqualTo(2);
        assertThat(trial.worth()).isPositive();
    }

    /** Without it damaged input is measured for ever, or stands in a sum as a negative time. */
    @Test
    void aPieceThatCannotBeDoneIsDropped() {
        byte[] damaged = packed();
        damaged[0] = (byte) 0xff;
        Capture capture = new Capture(false, false);
        capture.input(damaged, 0, damaged.length);
        capture.called(Piece.Ask.NOTHING, 100, 100);
        Trial trial = new Trial(() -> 1_000_000);
        trial.offer(capture.piece(ZipOperation.INFLATE, 0, 0, true));
        trial.measure(zlib, engine);
        assertThat(trial.worth()).isZero();
        assertThat(trial.estimate()).isEmpty();
    }

    /** Without it a program with many kinds of streams has its heap filled with copies of them. */
    @Test
    void piecesTakeABoundedAmountOfMemory() {
        Piece large = deflated(new Capture(false, false), 4096, 20, Piece.Ask.NOTHING)
                .piece(ZipOperation.DEFLATE, 6, 0, true);
        int taken = 0;
        for (int i = 0; i < 1000; i++) {
            Trial trial = new Trial(() -> 1);
            trial.offer(large);
            taken += trial.worth() > 0 ? 1 : 0;
        }
        assertThat((long) taken * large.size()).isLessThanOrEqualTo(8 << 20);
        assertThat(taken).isPositive();
    }
}
