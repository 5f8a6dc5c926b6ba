// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.hisi.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.warpdrive.queue.WdMemory;
import io.warpdrive.queue.ZipOperation;
import io.warpdrive.queue.ZipRequest;
import io.warpdrive.queue.ZipStatus;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an answer means for whoever has asked to inflate; HisiQueueTest has the other direction. */
final class OutcomeTest {
    private static final int LENGTH = 1000;

    // a whole stream not taken for one is done again by zlib, every time; half a stream taken for a whole one is lost
    // data.
    // Without a stream, engines end with status nought (the vendor's library takes any other for a failure); those of
    // streams with 13 hex, which was ours
    @ParameterizedTest
    @CsvSource({
        // status, last block seen, state
        "00, true, 0, END_OF_STREAM",
        "00, true, 4, END_OF_STREAM",
        "00, false, 4, END_OF_STREAM",
        "13, true, 0, END_OF_STREAM",
        "13, true, 4, END_OF_STREAM",
        "00, false, 0, BAD_DATA",
        "00, true, 3, BAD_DATA",
        "00, false, 3, BAD_DATA",
        "00, true, 1, OUTPUT_FULL",
        "00, false, 2, OUTPUT_FULL",
        "0e, false, 0, OUTPUT_FULL",
        "10, true, 0, FAILED",
        "01, false, 0, FAILED",
    })
    void anInflatedStreamIsWholeOnlyIfItsEndWasSeen(String status, boolean last, int state, ZipStatus expected)
            throws Exception {
        try (WdMemory source = WdMemory.allocate(LENGTH);
                WdMemory destination = WdMemory.allocate(LENGTH)) {
            ZipRequest request = new ZipRequest()
                    .operation(ZipOperation.INFLATE)
                    .source(source, 0, LENGTH)
                    .destination(destination, 0, LENGTH);
            int word = Sqe.statusWord(Integer.parseInt(status, 16), last);
            Outcome.apply(request, LENGTH, LENGTH, word, state);
            assertThat(request.status()).isEqualTo(expected);
        }
    }
}
