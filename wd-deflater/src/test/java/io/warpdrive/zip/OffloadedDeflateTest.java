// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.zip;

import static org.assertj.core.api.Assertions.assertThat;

import io.warpdrive.queue.WdMode;
import io.warpdrive.route.DeflateService;
import io.warpdrive.route.FailingQueue;
import java.io.ByteArrayOutputStream;
import java.util.Optional;
import java.util.Random;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a deflater's caller gets of a stream under which something is thrown. */
final class OffloadedDeflateTest {
    private static final int TRIES = 3;

    /** Without it output that was taken before the error would be missing in a stream that ends well. */
    @ParameterizedTest
    @EnumSource(FailingQueue.Call.class)
    void noStreamEndsWellWithoutWhatWasTakenBeforeAnError(FailingQueue.Call call) throws Exception {
        byte[] plain = new byte[6 * FailingQueue.BLOCK + 100];
        new Random(3).nextBytes(plain);
        for (int i = 0; i < plain.length; i++) {
            plain[i] &= 15;
        }
        boolean reached = true;
        int whole = 0;
        for (int round = 1; reached; round++) {
            FailingQueue queue = new FailingQueue(WdMode.SVA);
            DeflateService service = queue.service();
            InputCursor input = new InputCursor();
            UndecidedStream undecided = new UndecidedStream(input, true);
            input.set(plain, 0, 1);
            undecided.deflate(new byte[1], 0, 1, Deflater.NO_FLUSH, false);
            OffloadedDeflate deflate = new OffloadedDeflate(input, true, 1);
            assertThat(deflate.begin(
                            service, Optional.ofNullable(service.plan(6)).orElseThrow(), 6, undecided))
                    .isTrue();
            input.set(plain, 1, plain.length - 1);
            queue.fail(call, round, () -> new IllegalStateException("broken"));
            byte[] packed = finished(deflate);
            reached = queue.hasFailed();
            if (deflate.isFinished()) {
                whole++;
                assertThat(inflated(packed, plain.length)).isEqualTo(plain);
            }
            deflate.release();
        }
        // the last round has no error in it
        assertThat(whole).isPositive();
    }

    /** A program that catches what is thrown and goes on. */
    private static byte[] finished(OffloadedDeflate deflate) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] buffer = new byte[50_000];
        for (int errors = 0; errors < TRIES && !deflate.isFinished(); ) {
            try {
                out.write(buffer, 0, deflate.deflate(buffer, 0, buffer.length, Deflater.NO_FLUSH, true));
            } catch (IllegalStateException e) {
                assertThat(e.getMessage()).containsAnyOf("broken", "cut off");
                errors++;
            }
        }
        return out.toByteArray();
    }

    private static byte[] inflated(byte[] packed, int length) throws DataFormatException {
        Inflater inflater = new Inflater();
        inflater.setInput(packed);
        byte[] plain = new byte[length];
        inflater.inflate(plain);
        assertThat(inflater.inflate(new byte[1])).isZero();
        assertThat(inflater.finished()).isTrue();
        inflater.end();
        return plain;
    }
}
