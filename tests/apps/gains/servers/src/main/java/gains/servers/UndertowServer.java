// SPDX-License-Identifier: Apache-2.0
package gains.servers;

import gains.Rounds;
import io.undertow.Undertow;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.encoding.ContentEncodingRepository;
import io.undertow.server.handlers.encoding.EncodingHandler;
import io.undertow.server.handlers.encoding.GzipEncodingProvider;
import io.undertow.util.Headers;
import io.undertow.util.StatusCodes;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/** Undertow with its encoding handler. */
public final class UndertowServer {
    private UndertowServer() {}

    public static void main(String[] arguments) throws Exception {
        Rounds rounds = Rounds.of(arguments).withoutCaller();
        Pages.page("/"); // no word before that
        Undertow server = Undertow.builder()
                .addHttpListener(0, "localhost")
                .setIoThreads(1)
                .setWorkerThreads(2)
                .setHandler(new EncodingHandler(
                        UndertowServer::answer,
                        new ContentEncodingRepository().addEncodingHandler("gzip", new GzipEncodingProvider(), 50)))
                .build();
        server.start();
        try {
            InetSocketAddress address =
                    (InetSocketAddress) server.getListenerInfo().get(0).getAddress();
            Pages.rows(rounds, "", address.getPort());
        } finally {
            server.stop();
        }
    }

    private static void answer(HttpServerExchange exchange) {
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, Pages.TYPE);
        exchange.getResponseHeaders().put(Headers.ETAG, Pages.ETAG);
        if (Pages.ETAG.equals(exchange.getRequestHeaders().getFirst(Headers.IF_NONE_MATCH))) {
            exchange.setStatusCode(StatusCodes.NOT_MODIFIED);
            exchange.endExchange();
        } else {
            exchange.getResponseSender().send(ByteBuffer.wrap(Pages.page(exchange.getRequestPath())));
        }
    }
}
