// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.soft;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.warpdrive.queue.ZipFlush;
import io.warpdrive.queue.ZipRequest;
import io.warpdrive.queue.ZipStatus;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What an engine is tried with before anybody's data gets to it. */
final class SelfTestTest {
    @BeforeAll
    static void loadTheLibrary() {
        LoadedLibrary.require();
    }

    /** Without it no engine would ever be taken. */
    @Test
    void anEngineThatWorksPasses() {
        assertThatCode(() -> SelfTest.run(request -> WdzEngine.deflate(request, 6)))
                .doesNotThrowAnyException();
    }

    /** Without it an engine whose streams come back, but not before their end, stalls every program that flushes. */
    @Test
    void anEngineThatDoesNotFlushIsRefused() {
        assertRefused(request -> WdzEngine.deflate(request.flush(ZipFlush.FINISH), 6));
    }

    /** Without it an engine that refers to other bytes than the history it was given passes. */
    @Test
    void anEngineThatTakesOtherHistoryIsRefused() {
        assertRefused(request -> {
            int length = request.historyLength();
            ByteBuffer source = request.source().buffer();
            if (length > 0) {
                int from = request.sourceOffset() - length;
                source.put(from, source, from + 1, length - 1);
            }
            WdzEngine.deflate(request, 6);
        });
    }

    /** Without it an engine that does nothing, or leaves some of its input, passes for one that is quick. */
    @Test
    void anEngineThatDoesNothingIsRefused() {
        assertRefused(request -> request.complete(ZipStatus.OK, 0, 0));
        assertRefused(request -> request.complete(ZipStatus.OK, request.sourceLength(), 0));
        assertRefused(request -> request.complete(ZipStatus.FAILED, 0, 0));
    }

    private static void assertRefused(Consumer<ZipRequest> engine) {
        assertThatIllegalStateException()
                .isThrownBy(() -> SelfTest.run(engine))
                .withMessageStartingWith("self-test failed: ");
    }
}
