// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.tests.interop;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.warpdrive.zip.HwGZIPOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A web server that compresses its answers through us, and a client that is not Java. */
class CurlTest {
    private static final int PIECE = 1000;

    @TempDir
    Path directory;

    private HttpServer server;
    private ExecutorService executor;

    @BeforeEach
    void startServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        executor = Executors.newFixedThreadPool(4);
        server.setExecutor(executor);
        server.createContext("/", CurlTest::answer);
        server.start();
    }

    @AfterEach
    void stopServer() {
        server.stop(0);
        executor.shutdownNow();
    }

    private static void answer(HttpExchange exchange) throws IOException {
        String[] path = exchange.getRequestURI().getPath().split("/", -1);
        boolean flushed = path[1].equals("flushed");
        byte[] data = Samples.all().get(path[2]);
        boolean accepted =
                exchange.getRequestHeaders().getFirst("Accept-Encoding").contains("gzip");
        exchange.getResponseHeaders().set("Content-Encoding", accepted ? "gzip" : "identity");
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream out = new HwGZIPOutputStream(exchange.getResponseBody(), flushed)) {
            for (int start = 0; start < data.length; start += PIECE) {
                out.write(data, start, Math.min(PIECE, data.length - start));
                if (flushed) {
                    out.flush();
                }
            }
        }
    }

    /** Without it browsers and clients would show garbage for a server that runs with us. */
    @Test
    void curlReadsCompressedAnswers() {
        Tool curl = Tool.named("curl");
        for (Map.Entry<String, byte[]> sample : Samples.all().entrySet()) {
            for (String kind : new String[] {"whole", "flushed"}) {
                String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/" + kind + "/" + sample.getKey();
                assertThat(curl.run(directory, new byte[0], "--noproxy", "*", "-sS", "--fail", "--compressed", url))
                        .as(url)
                        .isEqualTo(sample.getValue());
            }
        }
    }

    /** Without it the test above could pass although nothing was compressed. */
    @Test
    void answerIsCompressedOnTheWay() throws IOException {
        Tool curl = Tool.named("curl");
        String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/whole/text";
        byte[] raw = curl.run(directory, new byte[0], "--noproxy", "*", "-sS", "-H", "Accept-Encoding: gzip", url);
        assertThat(raw.length).isLessThan(Samples.all().get("text").length / 3);
        assertThat(Samples.gunzip(raw)).isEqualTo(Samples.all().get("text"));
    }
}
