// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.soft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.warpdrive.queue.WdException;
import io.warpdrive.queue.WdQueue;
import io.warpdrive.queue.ZipFlush;
import io.warpdrive.queue.ZipOperation;
import io.warpdrive.queue.ZipRequest;
import io.warpdrive.queue.ZipStatus;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Consumer;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.junit.jupiter.api.Test;

/** What an engine is tried with before anybody's data gets to it. */
final class SelfTestTest {

    /** Without it a kind of block goes untried, because zlib has made another one of the sample. */
    @Test
    void theSampleHasBlocksOfEveryKindAndMoreThanAWindow() {
        byte[] plain = SelfTestData.plain();
        Set<BlockHeader.Type> types = EnumSet.noneOf(BlockHeader.Type.class);
        byte[] packed = SelfTestData.packed(plain);
        ByteBuffer buffer = ByteBuffer.allocate(packed.length + 16)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(0, packed);
        // the parts begin with a byte, each behind the 00 00 ff ff of a flush
        for (int at = 0; at < packed.length; at = nextPart(packed, at)) {
            BlockHeader header = new BlockHeader();
            assertThat(header.read(buffer, 8L * at, 8L * packed.length)).isEqualTo(BlockHeader.Outcome.COMPLETE);
            types.add(header.type());
        }
        assertThat(types).containsExactlyInAnyOrder(BlockHeader.Type.values());
        assertThat(plain.length).isGreaterThan(InflateState.WINDOW_SIZE);
    }

    private static int nextPart(byte[] packed, int from) {
        int at = from;
        while (at + 4 <= packed.length && ByteBuffer.wrap(packed).getInt(at) != 0x0000ffff) {
            at++;
        }
        return at + 4;
    }

    /** Without it an engine whose streams come back, but not before their end, stalls every program that flushes. */
    @Test
    void anEngineThatDoesNotFlushIsRefused() {
        SoftEngines.assumeLibdeflate();
        assertThatIllegalStateException()
                .isThrownBy(() -> new SelfTest()
                        .deflate(changed(ZipOperation.DEFLATE, 6, request -> request.flush(ZipFlush.FINISH)), false))
                .withMessageContaining("self-test failed");
    }

    /** Without it an engine that refers to history it was not given, or to other bytes, passes. */
    @Test
    void anEngineThatTakesOtherHistoryIsRefused() {
        SoftEngines.assumeIsal();
        Consumer<ZipRequest> shifts = request -> {
            int length = request.historyLength();
            ByteBuffer source = request.source().buffer();
            if (length > 0) {
                int from = request.sourceOffset() - length;
                source.put(from, source, from + 1, length - 1);
            }
        };
        assertThatIllegalStateException()
                .isThrownBy(
                        () -> new SelfTest().deflate(changed(ZipOperation.DEFLATE, EngineTable.ISAL + 1, shifts), true))
                .withMessageContaining("self-test failed");
    }

    /** Without it an engine that reads the sample but not what a dictionary is needed for passes. */
    @Test
    void anEngineThatForgetsTheDictionaryIsRefused() {
        SoftEngines.assumeIsal();
        assertThatIllegalStateException()
                .isThrownBy(() -> new SelfTest()
                        .inflatePieces(
                                changed(ZipOperation.INFLATE, 0, request -> request.history(0)), InflateState.SIZE))
                .withMessageContaining("self-test failed");
    }

    /** Without it the end of a message is found behind its end, and what follows is lost. */
    @Test
    void anEngineThatTakesTheTailForPartOfTheStreamIsRefused() {
        new SelfTest().inflateWhole(request -> jdk(request, 0));
        assertThatIllegalStateException()
                .isThrownBy(() -> new SelfTest().inflateWhole(request -> jdk(request, 1)))
                .withMessageContaining("end of its input");
    }

    private static void jdk(ZipRequest request, int more) {
        Inflater inflater = new Inflater(true);
        try {
            byte[] packed = new byte[request.sourceLength()];
            request.source().buffer().get(request.sourceOffset(), packed);
            inflater.setInput(packed);
            byte[] plain = new byte[request.destinationLength()];
            int count = inflater.inflate(plain);
            request.destination().buffer().put(request.destinationOffset(), plain);
            ZipStatus status = inflater.finished() ? ZipStatus.END_OF_STREAM : ZipStatus.OUTPUT_FULL;
            request.complete(status, packed.length - inflater.getRemaining() + more, count);
        } catch (DataFormatException e) {
            request.complete(ZipStatus.BAD_DATA, 0, 0);
        } finally {
            inflater.end();
        }
    }

    /** Without it a stream without end hangs the first program that makes one, instead of its engine being refused. */
    @Test
    void anEngineThatDoesNothingIsRefused() {
        assertThatIllegalStateException()
                .isThrownBy(() -> new SelfTest().inflatePieces(request -> request.complete(ZipStatus.OK, 0, 0), 1))
                .withMessageContaining("does nothing");
    }

    /** Without it a checksum that is kept in another form makes every zlib stream a bad one. */
    @Test
    void aChecksumOfAnotherFormIsRefused() {
        assertThatIllegalStateException()
                .isThrownBy(() -> new SelfTest().adler32((adler, address, length) -> adler))
                .withMessageContaining("checksum");
    }

    /** The engine that is here, with something done to each request before. */
    private static Consumer<ZipRequest> changed(ZipOperation operation, int effort, Consumer<ZipRequest> change) {
        return request -> {
            change.accept(request);
            try (WdQueue queue = SoftEngines.DEVICE.requestQueue(operation)) {
                queue.send(request.effort(effort));
            } catch (WdException e) {
                throw new AssertionError(e);
            }
        };
    }
}
