// SPDX-License-Identifier: Apache-2.0
package sample;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.MockWebServer;
import okio.ByteString;

/** Messages to a server that sends them back, with permessage-deflate (RFC 7692) both ways. */
final class WebSockets {
    private static final String DEFLATE = "permessage-deflate";

    private WebSockets() {}

    static void run(MockWebServer server, OkHttpClient client) throws Exception {
        echo(server, client, DEFLATE);
        echo(server, client, DEFLATE + "; client_no_context_takeover");
        echo(server, client, DEFLATE + "; server_no_context_takeover");
        echo(server, client, DEFLATE + "; client_no_context_takeover; server_no_context_takeover");
    }

    private static void echo(MockWebServer server, OkHttpClient client, String extension) throws Exception {
        List<String> atServer = new ArrayList<>();
        server.enqueue(new MockResponse()
                .withWebSocketUpgrade(new WebSocketListener() {
                    @Override
                    public void onMessage(WebSocket socket, ByteString bytes) {
                        atServer.add(Data.digest(bytes.toByteArray()));
                        socket.send(bytes);
                    }

                    @Override
                    public void onMessage(WebSocket socket, String text) {
                        socket.send(text);
                    }

                    @Override
                    public void onClosing(WebSocket socket, int code, String reason) {
                        socket.close(code, reason);
                    }

                    @Override
                    public void onFailure(WebSocket socket, Throwable problem, Response response) {
                        atServer.add(problem.toString());
                    }
                })
                .addHeader("Sec-WebSocket-Extensions", extension));
        Arrivals arrivals = new Arrivals();
        WebSocket socket = client.newWebSocket(
                new Request.Builder().url(server.url("/echo")).build(), arrivals);
        // one at a time, so that what is late would be the next one's
        for (Data.Item item : Data.items()) {
            socket.send(ByteString.of(item.bytes()));
            Data.print(
                    extension + " " + item.name(), item.bytes(), arrivals.next().toByteArray());
        }
        // and several on the way at once, among them text
        for (int size = 1; size < 100_000; size = size * 3 + 1) {
            socket.send(new String(Data.text(size), java.nio.charset.StandardCharsets.US_ASCII));
            socket.send(ByteString.of(Data.mixed(size)));
        }
        for (int size = 1; size < 100_000; size = size * 3 + 1) {
            Data.print(extension + " string", Data.text(size), arrivals.next().toByteArray());
            Data.print(extension + " bytes", Data.mixed(size), arrivals.next().toByteArray());
        }
        socket.close(1000, "done");
        System.out.println(arrivals.next().utf8());
        System.out.println(atServer);
    }

    /** What the client got. */
    private static final class Arrivals extends WebSocketListener {
        private final BlockingQueue<ByteString> queue = new LinkedBlockingQueue<>();

        @Override
        public void onMessage(WebSocket socket, ByteString bytes) {
            queue.add(bytes);
        }

        @Override
        public void onMessage(WebSocket socket, String text) {
            queue.add(ByteString.encodeUtf8(text));
        }

        @Override
        public void onClosed(WebSocket socket, int code, String reason) {
            queue.add(ByteString.encodeUtf8("closed " + code + " " + reason));
        }

        @Override
        public void onFailure(WebSocket socket, Throwable problem, Response response) {
            queue.add(ByteString.encodeUtf8("failed " + problem));
        }

        ByteString next() throws InterruptedException {
            ByteString next = queue.poll(20, TimeUnit.SECONDS);
            return next == null ? ByteString.encodeUtf8("nothing came") : next;
        }
    }
}
