// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A stream over a connection hands out what has arrived and waits for nothing else (15). */
@Tag("contract")
class SocketStreamTest {
    private static final int PATIENCE_MILLISECONDS = 30_000;
    private static final List<Integer> MESSAGES = List.of(1, 100, 5_000, 70_000, 1_000_000, 10);

    /** Without it a client would hang on a server that sends its answer piece by piece. */
    @ParameterizedTest
    @EnumSource
    void everySyncFlushedMessageCanBeReadBeforeTheNextComes(Implementation implementation) throws IOException {
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Socket client = new Socket(listener.getInetAddress(), listener.getLocalPort());
                Socket server = listener.accept()) {
            client.setSoTimeout(PATIENCE_MILLISECONDS);
            client.setReceiveBufferSize(1 << 20);
            try (OutputStream out = implementation.gzipOutput(server.getOutputStream(), 512, true)) {
                out.flush();
                try (InputStream in = implementation.gzipInput(client.getInputStream(), 512)) {
                    for (int size : MESSAGES) {
                        byte[] message = StreamData.text(size);
                        Thread sender = send(out, message);
                        assertThat(in.readNBytes(size)).isEqualTo(message);
                        join(sender);
                    }
                    assertThat(in.available()).isEqualTo(1);
                }
            }
        }
    }

    /** Without it data would sit in the decompressor although its last byte has arrived. */
    @ParameterizedTest
    @EnumSource
    void flushedDataNeedsNoFurtherReadBelow(Implementation implementation) throws IOException {
        for (int size : MESSAGES) {
            for (int buffer : new int[] {1, 512, 65536}) {
                byte[] data = StreamData.text(size);
                ByteArrayOutputStream flushed = new ByteArrayOutputStream();
                OutputStream gzip = new GZIPOutputStream(flushed, true);
                gzip.write(data);
                gzip.flush();
                ByteArraySource source = new ByteArraySource(flushed.toByteArray());
                InputStream in = implementation.gzipInput(source, buffer);
                assertThat(in.readNBytes(size)).isEqualTo(data);
                assertThat(source.largestRequest).isLessThanOrEqualTo(Math.max(buffer, 6));
                gzip.close();
                in.close();
            }
        }
    }

    /** Without it web sockets would hang: they leave out the four bytes that end each flush (RFC 7692, 7.2.1). */
    @ParameterizedTest
    @EnumSource
    void flushedDataIsReadWithoutItsLastFourBytes(Implementation implementation) throws IOException {
        for (int size : MESSAGES) {
            byte[] data = StreamData.text(size);
            ByteArrayOutputStream flushed = new ByteArrayOutputStream();
            OutputStream gzip = new GZIPOutputStream(flushed, true);
            gzip.write(data);
            gzip.flush();
            byte[] sent = Arrays.copyOf(flushed.toByteArray(), flushed.size() - 4);
            InputStream in = implementation.gzipInput(new ByteArraySource(sent), 512);
            assertThat(in.readNBytes(size)).isEqualTo(data);
            gzip.close();
            in.close();
        }
    }

    /** Without it a read for a few bytes would wait for many. */
    @ParameterizedTest
    @EnumSource
    void readReturnsWhatOneReadBelowGave(Implementation implementation) throws IOException {
        byte[] data = StreamData.text(70_000);
        byte[] stream = StreamData.gzip(data);
        ByteArraySource source = new ByteArraySource(stream);
        try (InputStream in = implementation.gzipInput(source, 512)) {
            byte[] target = new byte[100_000];
            assertThat(in.read(target)).isPositive();
            assertThat(source.position())
                    .as("a read that can be answered by the first buffer takes no second")
                    .isEqualTo(StreamData.HEADER_LENGTH + 512);
        }
    }

    /** Without it a reader would take bytes of what follows on the connection that its parent leaves there. */
    @ParameterizedTest
    @EnumSource
    void endOfTheMemberReadsNoFurtherThanTheParent(Implementation implementation) throws IOException {
        for (int size : MESSAGES) {
            byte[] member = StreamData.gzip(StreamData.text(size));
            byte[] following = StreamData.noise(100_000);
            assertThat(consumed(implementation, StreamData.concatenate(member, following)))
                    .isEqualTo(consumed(Implementation.JDK, StreamData.concatenate(member, following)));
        }
    }

    private static int consumed(Implementation implementation, byte[] stream) throws IOException {
        ByteArraySource source = new ByteArraySource(stream);
        try (InputStream in = implementation.gzipInput(source, 512)) {
            in.readAllBytes();
            return source.position();
        }
    }

    private static Thread send(OutputStream out, byte[] message) {
        Thread sender = new Thread(() -> {
            try {
                out.write(message);
                out.flush();
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
        sender.start();
        return sender;
    }

    private static void join(Thread sender) {
        try {
            sender.join(PATIENCE_MILLISECONDS);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        assertThat(sender.isAlive()).isFalse();
    }
}
