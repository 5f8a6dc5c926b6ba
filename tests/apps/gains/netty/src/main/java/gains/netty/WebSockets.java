// SPDX-License-Identifier: Apache-2.0
package gains.netty;

import gains.Content;
import gains.Rounds;
import gains.Texts;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.extensions.WebSocketExtension;
import io.netty.handler.codec.http.websocketx.extensions.WebSocketExtensionData;
import io.netty.handler.codec.http.websocketx.extensions.compression.PerMessageDeflateServerExtensionHandshaker;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Messages through permessage-deflate (RFC 7692), with a context that is kept between them and without. */
final class WebSockets {
    private static final int BYTES = 256 << 10;

    private WebSockets() {}

    static void rows(Rounds rounds) throws Exception {
        for (boolean keep : new boolean[] {true, false}) {
            for (int size : new int[] {256, 2048, 16 << 10}) {
                List<byte[]> messages = new ArrayList<>();
                for (int i = 0; i < BYTES / size; i++) {
                    messages.add(Texts.json(size, i));
                }
                String name = "WebSocket, " + (keep ? "" : "no ") + "takeover, messages of "
                        + (size < 1024 ? size + " B" : size / 1024 + " KB");
                EmbeddedChannel encoder = new EmbeddedChannel(extension(keep).newExtensionEncoder());
                EmbeddedChannel decoder = new EmbeddedChannel(extension(keep).newExtensionDecoder());
                rounds.row(name, content -> {
                    for (byte[] message : messages) {
                        send(encoder, decoder, message, content);
                    }
                });
                encoder.finishAndReleaseAll();
                decoder.finishAndReleaseAll();
            }
        }
    }

    private static WebSocketExtension extension(boolean keep) {
        Map<String, String> parameters =
                keep ? Map.of() : Map.of("client_no_context_takeover", "", "server_no_context_takeover", "");
        return new PerMessageDeflateServerExtensionHandshaker(6, false, 15, true, true, 0)
                .handshakeExtension(new WebSocketExtensionData("permessage-deflate", parameters));
    }

    /** There is no half of it alone: what is read has to have been written with the same context. */
    private static void send(EmbeddedChannel encoder, EmbeddedChannel decoder, byte[] message, Content content) {
        encoder.writeOutbound(new TextWebSocketFrame(Unpooled.wrappedBuffer(message)));
        for (WebSocketFrame frame = encoder.readOutbound(); frame != null; frame = encoder.readOutbound()) {
            decoder.writeInbound(frame);
        }
        for (WebSocketFrame frame = decoder.readInbound(); frame != null; frame = decoder.readInbound()) {
            content.add(ByteBufUtil.getBytes(frame.content()));
            frame.release();
        }
    }
}
