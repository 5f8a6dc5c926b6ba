// SPDX-License-Identifier: Apache-2.0
package sample;

import java.util.logging.Level;
import java.util.logging.LogManager;
import okhttp3.OkHttpClient;
import okhttp3.mockwebserver.MockWebServer;

/** A client of HTTP and WebSockets, and the server it talks to. Runs with OkHttp 4 and 5. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) throws Exception {
        // the server logs its port, which changes
        LogManager.getLogManager().getLogger("").setLevel(Level.OFF);
        OkHttpClient client =
                new OkHttpClient.Builder().minWebSocketMessageToCompress(0).build();
        try (MockWebServer server = new MockWebServer()) {
            server.start();
            Buffers.run(server, client);
            WebSockets.run(server, client);
        } finally {
            client.dispatcher().executorService().shutdown();
            client.connectionPool().evictAll();
        }
    }
}
