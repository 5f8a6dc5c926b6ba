// SPDX-License-Identifier: Apache-2.0
package sample;

import io.ktor.websocket.Frame;
import io.ktor.websocket.WebSocketDeflateExtension;
import kotlin.Unit;

/** Messages from a client to a server and back, through the extension that both have agreed on. */
final class WebSockets {
    private WebSockets() {}

    static void run() {
        for (int level : new int[] {-1, 1, 9}) {
            for (boolean keep : new boolean[] {true, false}) {
                WebSocketDeflateExtension client = extension(level, keep);
                WebSocketDeflateExtension server = extension(level, keep);
                System.out.println(client.clientNegotiation(server.serverNegotiation(client.getProtocols())));
                for (Data.Item item : Data.items()) {
                    // a second empty message is more than the library can do
                    if (item.bytes().length == 0) {
                        continue;
                    }
                    String name = level + " " + keep + " " + item.name();
                    Data.print("there " + name, item.bytes(), sent(client, server, item.bytes()));
                    Data.print("back " + name, item.bytes(), sent(server, client, item.bytes()));
                }
            }
        }
    }

    private static WebSocketDeflateExtension extension(int level, boolean keep) {
        return WebSocketDeflateExtension.Companion.install(config -> {
            config.setCompressionLevel(level);
            config.setClientNoContextTakeOver(!keep);
            config.setServerNoContextTakeOver(!keep);
            return Unit.INSTANCE;
        });
    }

    private static byte[] sent(WebSocketDeflateExtension from, WebSocketDeflateExtension to, byte[] bytes) {
        Frame packed = from.processOutgoingFrame(new Frame.Binary(true, bytes.clone()));
        return to.processIncomingFrame(packed).getData();
    }
}
