// SPDX-License-Identifier: Apache-2.0
package gains.netty;

import gains.Content;
import gains.Rounds;
import gains.Texts;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.compression.StandardCompressionOptions;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpContentCompressor;
import io.netty.handler.codec.http.HttpContentDecompressor;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayList;
import java.util.List;

/** A server that compresses its answers, and a client that decompresses them, without sockets between them. */
final class Http {
    private Http() {}

    static void rows(Rounds rounds) throws Exception {
        for (int size : new int[] {3_000, 30_000, 300_000}) {
            byte[] page = Texts.html(size, size);
            int answers = 300_000 / size;
            EmbeddedChannel server = new EmbeddedChannel(
                    new HttpServerCodec(), new HttpContentCompressor(StandardCompressionOptions.gzip()));
            String name = "HTTP, answers of " + size / 1000 + " KB";
            rounds.row(name + " written", content -> {
                for (int i = 0; i < answers; i++) {
                    List<ByteBuf> answer = answer(server, page);
                    if (content.isDigested()) {
                        read(client(), answer, content);
                    } else {
                        answer.forEach(ReferenceCountUtil::release);
                        content.count(page.length);
                    }
                }
            });
            List<byte[]> packed = new ArrayList<>();
            for (ByteBuf buffer : answer(server, page)) {
                packed.add(ByteBufUtil.getBytes(buffer));
                buffer.release();
            }
            EmbeddedChannel client = client();
            rounds.row(name + " read", content -> {
                for (int i = 0; i < answers; i++) {
                    read(client, packed.stream().map(Unpooled::wrappedBuffer).toList(), content);
                }
            });
        }
    }

    private static EmbeddedChannel client() {
        return new EmbeddedChannel(new HttpClientCodec(), new HttpContentDecompressor(0));
    }

    private static List<ByteBuf> answer(EmbeddedChannel server, byte[] page) {
        server.writeInbound(Unpooled.copiedBuffer(
                "GET / HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: gzip\r\n\r\n",
                java.nio.charset.StandardCharsets.US_ASCII));
        for (Object message = server.readInbound(); message != null; message = server.readInbound()) {
            ReferenceCountUtil.release(message);
        }
        var response =
                new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK, Unpooled.wrappedBuffer(page));
        HttpUtil.setContentLength(response, page.length);
        server.writeOutbound(response);
        List<ByteBuf> answer = new ArrayList<>();
        for (ByteBuf buffer = server.readOutbound(); buffer != null; buffer = server.readOutbound()) {
            answer.add(buffer);
        }
        return answer;
    }

    private static void read(EmbeddedChannel client, List<ByteBuf> answer, Content content) {
        var request = new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, "/");
        request.headers().set(HttpHeaderNames.ACCEPT_ENCODING, "gzip");
        client.writeOutbound(request);
        for (Object message = client.readOutbound(); message != null; message = client.readOutbound()) {
            ReferenceCountUtil.release(message);
        }
        for (ByteBuf buffer : answer) {
            client.writeInbound(buffer);
        }
        for (Object message = client.readInbound(); message != null; message = client.readInbound()) {
            if (message instanceof HttpContent part) {
                content.add(ByteBufUtil.getBytes(part.content()));
            }
            ReferenceCountUtil.release(message);
        }
    }
}
