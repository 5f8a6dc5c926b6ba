// SPDX-License-Identifier: Apache-2.0
package gains.servers;

import gains.Content;
import gains.Rounds;
import gains.Texts;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The application that runs in each server, and what its clients ask for. */
final class Pages {
    static final String ETAG = "\"v1\"";
    static final String TYPE = "text/html";

    /** Held, as the loggers would be forgotten: what they say at start has the time in it. */
    private static final Logger ROOT = Logger.getLogger("");

    private static final int[] SIZES = {3_000, 30_000, 300_000};
    private static final Map<String, byte[]> PAGES = pages();

    private Pages() {}

    private static Map<String, byte[]> pages() {
        ROOT.setLevel(Level.OFF);
        Map<String, byte[]> pages = new TreeMap<>();
        for (int size : SIZES) {
            pages.put(path(size), Texts.html(size, size));
        }
        return pages;
    }

    private static String path(int size) {
        return "/" + size;
    }

    static byte[] page(String path) {
        return PAGES.get(path);
    }

    /** Asks in all ways once, then for one page after the other through one connection. */
    static void rows(Rounds rounds, String handler, int port) throws Exception {
        rounds.check(handler + "HEAD, 304, not encoded, aborted", content -> others(port, content));
        try (Client client = new Client(port)) {
            for (int size : SIZES) {
                int answers = SIZES[SIZES.length - 1] / size;
                rounds.row(handler + size / 1000 + " KB", content -> {
                    for (int i = 0; i < answers; i++) {
                        client.send("GET", path(size), "Accept-Encoding: gzip");
                        client.receive(true, content);
                        content.count(content.isDigested() ? 0 : size);
                    }
                });
            }
        }
    }

    private static void others(int port, Content content) throws IOException {
        for (int size : SIZES) {
            try (Client client = new Client(port)) {
                client.send("HEAD", path(size), "Accept-Encoding: gzip");
                client.receive(false, content);
                client.send("GET", path(size), "Accept-Encoding: gzip", "If-None-Match: " + ETAG);
                client.receive(false, content);
                client.send("GET", path(size), "Accept-Encoding: identity");
                client.receive(true, content);
                client.send("GET", path(size), "Accept-Encoding: gzip");
                client.receive(true, content);
            }
            for (int i = 0; i < 20; i++) {
                try (Client client = new Client(port)) {
                    client.send("GET", path(size), "Accept-Encoding: gzip");
                    client.abort(i * 500);
                }
            }
        }
    }
}
