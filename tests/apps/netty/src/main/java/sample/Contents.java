// SPDX-License-Identifier: Apache-2.0
package sample;

import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.compression.StandardCompressionOptions;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpContentCompressor;
import io.netty.handler.codec.http.HttpContentDecompressor;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.io.ByteArrayOutputStream;

/** A server that compresses its answers as they come, and a client that decompresses them. */
final class Contents {
    private Contents() {}

    static void run() {
        for (String encoding : new String[] {"gzip", "deflate"}) {
            EmbeddedChannel server = new EmbeddedChannel(
                    new HttpServerCodec(),
                    new HttpContentCompressor(StandardCompressionOptions.gzip(), StandardCompressionOptions.deflate()));
            EmbeddedChannel client = new EmbeddedChannel(new HttpClientCodec(), new HttpContentDecompressor(0));
            for (Data.Item item : Data.items()) {
                exchange(server, client, encoding, item);
            }
            server.finishAndReleaseAll();
            client.finishAndReleaseAll();
        }
    }

    /** Several answers through one connection: what one of them leaves behind would spoil the next. */
    private static void exchange(EmbeddedChannel server, EmbeddedChannel client, String encoding, Data.Item item) {
        var request = new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, "/");
        request.headers().set(HttpHeaderNames.ACCEPT_ENCODING, encoding);
        client.writeOutbound(request);
        server.writeInbound(Unpooled.wrappedBuffer(Pipe.outbound(client)));
        for (Object message = server.readInbound(); message != null; message = server.readInbound()) {
            ReferenceCountUtil.release(message);
        }

        var response = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
        HttpUtil.setTransferEncodingChunked(response, true);
        server.writeOutbound(response);
        ByteArrayOutputStream arrived = new ByteArrayOutputStream();
        StringBuilder how = new StringBuilder();
        for (int at = 0; at < item.bytes().length; at += 30_000) {
            int length = Math.min(30_000, item.bytes().length - at);
            server.writeOutbound(new DefaultHttpContent(Unpooled.wrappedBuffer(item.bytes(), at, length)));
            forward(server, client, arrived, how);
        }
        server.writeOutbound(LastHttpContent.EMPTY_LAST_CONTENT);
        forward(server, client, arrived, how);
        Data.print(how + " " + item.name(), item.bytes(), arrived.toByteArray());
    }

    private static void forward(
            EmbeddedChannel server, EmbeddedChannel client, ByteArrayOutputStream arrived, StringBuilder how) {
        byte[] bytes = Pipe.outbound(server);
        for (int at = 0; at < bytes.length; at += 1400) {
            client.writeInbound(Unpooled.wrappedBuffer(bytes, at, Math.min(1400, bytes.length - at)));
        }
        for (HttpObject message = client.readInbound(); message != null; message = client.readInbound()) {
            if (message instanceof HttpResponse response) {
                how.append(response.status());
            }
            if (message instanceof HttpContent content) {
                arrived.writeBytes(ByteBufUtil.getBytes(content.content()));
            }
            if (message instanceof LastHttpContent) {
                how.append(" whole");
            }
            ReferenceCountUtil.release(message);
        }
    }
}
