// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.zip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Promises about end(). */
final class ClosedTest extends Contract {
    private static final byte[] TEXT = Sample.text(5000, 30);
    private static final int FEATURE = Runtime.version().feature();

    /** The type changed on the way from 17 to 25; the message did not. */
    private static void assertClosed(String name, List<ThrowingCallable> calls) {
        assertThat(calls).allSatisfy(call -> {
            var thrown = assertThatThrownBy(call).hasMessage(name + " has been closed");
            if (FEATURE <= 17) {
                thrown.isExactlyInstanceOf(NullPointerException.class);
            } else if (FEATURE >= 25) {
                thrown.isExactlyInstanceOf(IllegalStateException.class);
            }
        });
    }

    /** Without it use after end() touches freed memory, or programs that expect the exception do not get it. */
    @Test
    void closedDeflaterThrows() {
        for (Deflater deflater : List.of(deflater(6), used(deflater(6)), finished(deflater(6)))) {
            deflater.end();
            deflater.end();
            byte[] buffer = new byte[10];
            assertClosed(
                    "Deflater",
                    List.of(
                            () -> deflater.deflate(buffer),
                            () -> deflater.deflate(buffer, 0, 10, Deflater.SYNC_FLUSH),
                            () -> deflater.deflate(ByteBuffer.allocate(10)),
                            () -> deflater.deflate(ByteBuffer.allocateDirect(10), Deflater.FULL_FLUSH),
                            () -> deflater.setDictionary(buffer),
                            () -> deflater.setDictionary(ByteBuffer.allocate(10)),
                            deflater::getAdler,
                            deflater::getTotalIn,
                            deflater::getTotalOut,
                            deflater::getBytesRead,
                            deflater::getBytesWritten,
                            deflater::reset));
        }
    }

    /** Without it a reader that closes first and then looks for the reason finds none. */
    @Test
    void aDictionaryThatWasWantedIsWantedAfterTheEnd() throws Exception {
        Inflater inflater = subject.implementation().inflater(Format.ZLIB);
        inflater.setInput(Streams.jdkDeflateWithDictionary(TEXT));
        assertThat(inflater.inflate(new byte[TEXT.length])).isZero();
        assertThat(inflater.needsDictionary()).isTrue();
        inflater.end();
        assertThat(inflater.needsDictionary()).isTrue();
        assertThat(inflater.finished()).isFalse();
    }

    /** Without it a stream whose Deflater was ended too early is closed as if it were whole. */
    @Test
    void endInMidStreamIsNotTheEndOfTheStream() {
        for (int size : new int[] {10, 100_000, 1_000_000}) {
            Deflater deflater = deflater(6);
            deflater.setInput(Sample.text(size, 1));
            deflater.deflate(new byte[10]);
            deflater.end();
            assertThat(deflater.finished()).isFalse();
            assertThat(deflater.needsInput()).isTrue();
            assertClosed("Deflater", List.of(() -> deflater.deflate(new byte[10])));
        }
    }

    /** Without it closing a stream twice, or in another order, throws where the JDK does not. */
    @Test
    void closedDeflaterStillTakesSettingsAndQuestions() {
        for (Deflater deflater : List.of(deflater(6), used(deflater(6)), finished(deflater(6)))) {
            deflater.end();
            assertThat(deflater.needsInput()).isTrue();
            assertThatCode(() -> {
                        deflater.setInput(TEXT);
                        deflater.setInput(ByteBuffer.wrap(TEXT));
                        deflater.setLevel(3);
                        deflater.setStrategy(Deflater.FILTERED);
                        deflater.finish();
                    })
                    .doesNotThrowAnyException();
            assertThat(deflater.needsInput()).isFalse();
        }
    }

    /** Without it a program that closes twice reads another count of what is left than it does with zlib. */
    @Test
    void endAgainDropsInputWhereItDoesInTheJdk() throws Exception {
        // where the second end() has nothing left to do, since close() may call it
        boolean kept = AutoCloseable.class.isAssignableFrom(Deflater.class);
        for (Deflater deflater : List.of(deflater(6), used(deflater(6)), finished(deflater(6)))) {
            deflater.end();
            deflater.setInput(TEXT);
            deflater.end();
            assertThat(deflater.needsInput()).isEqualTo(!kept);
            deflater.setInput(ByteBuffer.wrap(TEXT));
            deflater.end();
            assertThat(deflater.needsInput()).isEqualTo(!kept);
        }
        for (Inflater inflater : List.of(inflater(), used(inflater()), finished(inflater()))) {
            inflater.end();
            inflater.setInput(TEXT);
            inflater.end();
            assertThat(inflater.getRemaining()).isEqualTo(kept ? TEXT.length : 0);
            inflater.setInput(ByteBuffer.wrap(TEXT));
            inflater.end();
            assertThat(inflater.getRemaining()).isEqualTo(kept ? TEXT.length : 0);
        }
    }

    /** Without it finished() of a closed object changes its mind. */
    @Test
    void finishedOutlivesEnd() throws Exception {
        Deflater deflater = finished(deflater(6));
        deflater.end();
        assertThat(deflater.finished()).isTrue();
        Inflater inflater = finished(inflater());
        inflater.end();
        assertThat(inflater.finished()).isTrue();
        assertThat(inflater.needsDictionary()).isFalse();
    }

    /** Without it use after end() touches freed memory. */
    @Test
    void closedInflaterThrows() throws Exception {
        for (Inflater inflater : List.of(inflater(), used(inflater()), finished(inflater()))) {
            inflater.end();
            inflater.end();
            byte[] buffer = new byte[10];
            assertClosed(
                    "Inflater",
                    List.of(
                            () -> inflater.inflate(buffer),
                            () -> inflater.inflate(ByteBuffer.allocate(10)),
                            () -> inflater.inflate(ByteBuffer.allocateDirect(10)),
                            () -> inflater.setDictionary(buffer),
                            () -> inflater.setDictionary(ByteBuffer.allocate(10)),
                            inflater::getAdler,
                            inflater::getTotalIn,
                            inflater::getTotalOut,
                            inflater::getBytesRead,
                            inflater::getBytesWritten,
                            inflater::reset));
            assertThatCode(() -> {
                        inflater.setInput(TEXT);
                        inflater.setInput(ByteBuffer.wrap(TEXT));
                    })
                    .doesNotThrowAnyException();
            assertThat(inflater.getRemaining()).isEqualTo(TEXT.length);
        }
    }

    /** Without it try-with-resources over what the JDK's class offers since 25 does not end the drop-in. */
    @Test
    void closeIsEndWhereThereIsOne() throws Exception {
        Deflater deflater = deflater(6);
        assertThat(deflater instanceof AutoCloseable).isEqualTo(AutoCloseable.class.isAssignableFrom(Deflater.class));
        if (deflater instanceof AutoCloseable closeable) {
            closeable.close();
            assertClosed("Deflater", List.of(deflater::getAdler));
        }
        Inflater inflater = inflater();
        if (inflater instanceof AutoCloseable closeable) {
            closeable.close();
            assertClosed("Inflater", List.of(inflater::getAdler));
        }
        assertThat(FEATURE < 25 || deflater instanceof AutoCloseable).isTrue();
    }

    /** Without it an object that fell back, or finished, is closed behind its owner's back: htsjdk met that. */
    @Test
    void nothingIsClosedBeforeEnd() {
        for (Deflater deflater : List.of(deflater(6), used(deflater(6)), finished(deflater(6)))) {
            assertThatCode(() -> {
                        deflater.getAdler();
                        deflater.getTotalIn();
                        deflater.getTotalOut();
                        deflater.getBytesRead();
                        deflater.getBytesWritten();
                        deflater.deflate(new byte[10]);
                        deflater.deflate(ByteBuffer.allocate(10), Deflater.SYNC_FLUSH);
                        deflater.reset();
                        deflater.setDictionary(TEXT);
                        deflater.setDictionary(ByteBuffer.wrap(TEXT));
                        deflater.reset();
                    })
                    .doesNotThrowAnyException();
            assertThat(Streams.deflate(deflater, TEXT)).isNotEmpty();
        }
    }

    private static Deflater used(Deflater deflater) {
        Streams.flush(deflater, TEXT, Deflater.SYNC_FLUSH, 100);
        return deflater;
    }

    private static Deflater finished(Deflater deflater) {
        Streams.deflate(deflater, TEXT);
        return deflater;
    }

    private Inflater used(Inflater inflater) throws Exception {
        inflater.setInput(Streams.jdkDeflate(format(), 6, TEXT));
        assertThat(inflater.inflate(new byte[100])).isPositive();
        return inflater;
    }

    private Inflater finished(Inflater inflater) throws Exception {
        assertThat(Streams.inflate(inflater, Streams.jdkDeflate(format(), 6, TEXT)))
                .isEqualTo(TEXT);
        return inflater;
    }
}
