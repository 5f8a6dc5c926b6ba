// SPDX-License-Identifier: Apache-2.0
package sample;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.ReferenceCountUtil;
import java.io.ByteArrayOutputStream;

/** What has come out of a channel. */
final class Pipe {
    private Pipe() {}

    static byte[] outbound(EmbeddedChannel channel) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (Object message = channel.readOutbound(); message != null; message = channel.readOutbound()) {
            add(message, bytes);
        }
        return bytes.toByteArray();
    }

    static byte[] inbound(EmbeddedChannel channel) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (Object message = channel.readInbound(); message != null; message = channel.readInbound()) {
            add(message, bytes);
        }
        return bytes.toByteArray();
    }

    private static void add(Object message, ByteArrayOutputStream bytes) {
        bytes.writeBytes(ByteBufUtil.getBytes((ByteBuf) message));
        ReferenceCountUtil.release(message);
    }
}
