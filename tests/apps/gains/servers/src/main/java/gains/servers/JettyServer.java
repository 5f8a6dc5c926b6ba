// SPDX-License-Identifier: Apache-2.0
package gains.servers;

import gains.Rounds;
import java.nio.ByteBuffer;
import org.eclipse.jetty.compression.gzip.GzipCompression;
import org.eclipse.jetty.compression.server.CompressionHandler;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.gzip.GzipHandler;
import org.eclipse.jetty.util.Callback;

/** Jetty with each of its two handlers that compress. */
public final class JettyServer {
    private JettyServer() {}

    @SuppressWarnings("removal") // the older of the two, which most still have
    public static void main(String[] arguments) throws Exception {
        Rounds rounds = Rounds.of(arguments).withoutCaller();
        CompressionHandler compression = new CompressionHandler();
        compression.putCompression(new GzipCompression());
        serve(rounds, "CompressionHandler, ", compression);
        serve(rounds, "GzipHandler, ", new GzipHandler());
    }

    private static void serve(Rounds rounds, String name, Handler.Wrapper handler) throws Exception {
        Server server = new Server();
        ServerConnector connector = new ServerConnector(server, 1, 1);
        server.addConnector(connector);
        handler.setHandler(new PageHandler());
        server.setHandler(handler);
        server.start();
        try {
            Pages.rows(rounds, name, connector.getLocalPort());
        } finally {
            server.stop();
        }
    }

    private static final class PageHandler extends Handler.Abstract {
        @Override
        public boolean handle(Request request, Response response, Callback callback) {
            response.getHeaders().put(HttpHeader.ETAG, Pages.ETAG);
            response.getHeaders().put(HttpHeader.CONTENT_TYPE, Pages.TYPE);
            String known = request.getHeaders().get(HttpHeader.IF_NONE_MATCH);
            if (known != null && known.equals(Pages.ETAG)) {
                response.setStatus(HttpStatus.NOT_MODIFIED_304);
                callback.succeeded();
            } else {
                response.write(true, ByteBuffer.wrap(Pages.page(Request.getPathInContext(request))), callback);
            }
            return true;
        }
    }
}
