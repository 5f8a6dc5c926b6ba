// SPDX-License-Identifier: Apache-2.0
package gains.okhttp;

import gains.Content;
import gains.Rounds;
import gains.Texts;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.MockWebServer;
import okio.ByteString;

/** Messages to a server that sends them back, with permessage-deflate: packed twice and unpacked twice. */
public final class Main {
    private static final Logger LOGGER = Logger.getLogger("");
    private static final int BYTES = 256 << 10;

    private Main() {}

    public static void main(String[] arguments) throws Exception {
        LOGGER.setLevel(Level.OFF);
        Rounds rounds = Rounds.of(arguments);
        OkHttpClient client = new OkHttpClient();
        try (MockWebServer server = new MockWebServer()) {
            rows(rounds, server, client, "takeover", "");
            rows(rounds, server, client, "no takeover", "; client_no_context_takeover; server_no_context_takeover");
        } finally {
            client.dispatcher().executorService().shutdown();
            client.connectionPool().evictAll();
        }
    }

    private static void rows(Rounds rounds, MockWebServer server, OkHttpClient client, String name, String parameters)
            throws Exception {
        server.enqueue(new MockResponse()
                .withWebSocketUpgrade(new Echo())
                .addHeader("Sec-WebSocket-Extensions", "permessage-deflate" + parameters));
        Arrivals arrivals = new Arrivals();
        WebSocket socket = client.newWebSocket(
                new Request.Builder().url(server.url("/echo")).build(), arrivals);
        for (int size : new int[] {2048, 16 << 10}) {
            ByteString[] messages = new ByteString[BYTES / size];
            for (int i = 0; i < messages.length; i++) {
                messages[i] = ByteString.of(Texts.json(size, i));
            }
            rounds.row("WebSocket, " + name + ", messages of " + size / 1024 + " KB", content -> {
                for (ByteString message : messages) {
                    socket.send(message);
                }
                arrivals.take(messages.length, content);
            });
        }
        socket.close(1000, "done");
        arrivals.closed();
    }

    private static final class Echo extends WebSocketListener {
        @Override
        public void onMessage(WebSocket socket, ByteString bytes) {
            socket.send(bytes);
        }

        @Override
        public void onClosing(WebSocket socket, int code, String reason) {
            socket.close(code, reason);
        }
    }

    /** What the client got. */
    private static final class Arrivals extends WebSocketListener {
        private static final ByteString CLOSED = ByteString.encodeUtf8("closed");
        private final BlockingQueue<ByteString> queue = new LinkedBlockingQueue<>();

        @Override
        public void onMessage(WebSocket socket, ByteString bytes) {
            queue.add(bytes);
        }

        @Override
        public void onClosed(WebSocket socket, int code, String reason) {
            queue.add(CLOSED);
        }

        void take(int count, Content content) throws InterruptedException {
            for (int i = 0; i < count; i++) {
                content.add(next().toByteArray());
            }
        }

        void closed() throws InterruptedException {
            if (!next().equals(CLOSED)) {
                throw new IllegalStateException("something came late");
            }
        }

        private ByteString next() throws InterruptedException {
            ByteString next = queue.poll(20, TimeUnit.SECONDS);
            if (next == null) {
                throw new IllegalStateException("nothing came");
            }
            return next;
        }
    }
}
