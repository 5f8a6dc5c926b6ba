// SPDX-License-Identifier: Apache-2.0
package gains.ktor;

import gains.Rounds;
import gains.Texts;
import io.ktor.websocket.Frame;
import io.ktor.websocket.WebSocketDeflateExtension;
import java.util.ArrayList;
import java.util.List;
import kotlin.Unit;

/** Messages from a client to a server through the extension that both have agreed on. */
public final class Main {
    private static final int BYTES = 256 << 10;

    private Main() {}

    public static void main(String[] arguments) throws Exception {
        Rounds rounds = Rounds.of(arguments);
        for (boolean keep : new boolean[] {true, false}) {
            WebSocketDeflateExtension client = extension(keep);
            WebSocketDeflateExtension server = extension(keep);
            client.clientNegotiation(server.serverNegotiation(client.getProtocols()));
            for (int size : new int[] {256, 2048, 16 << 10}) {
                List<byte[]> messages = new ArrayList<>();
                for (int i = 0; i < BYTES / size; i++) {
                    messages.add(Texts.json(size, i));
                }
                String name = (keep ? "takeover" : "no takeover") + ", messages of "
                        + (size < 1024 ? size + " B" : size / 1024 + " KB");
                rounds.row("WebSocket, " + name, content -> {
                    for (byte[] message : messages) {
                        Frame packed = client.processOutgoingFrame(new Frame.Binary(true, message));
                        content.add(server.processIncomingFrame(packed).getData());
                    }
                });
            }
        }
    }

    private static WebSocketDeflateExtension extension(boolean keep) {
        return WebSocketDeflateExtension.Companion.install(config -> {
            config.setClientNoContextTakeOver(!keep);
            config.setServerNoContextTakeOver(!keep);
            return Unit.INSTANCE;
        });
    }
}
