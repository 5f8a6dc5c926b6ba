// SPDX-License-Identifier: Apache-2.0
package gains.servers;

import gains.Content;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/** One connection that is kept; it unpacks answers when they are looked at, and else only takes them. */
final class Client implements AutoCloseable {
    private static final String LENGTH = "content-length";

    private final Socket socket;
    private final InputStream in;

    Client(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        in = new BufferedInputStream(socket.getInputStream(), 16 << 10);
    }

    void send(String method, String path, String... headers) throws IOException {
        String request =
                method + " " + path + " HTTP/1.1\r\nHost: localhost\r\n" + String.join("\r\n", headers) + "\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    }

    /** @param body whether the answer has one */
    void receive(boolean body, Content content) throws IOException {
        String status = line();
        Map<String, String> headers = new TreeMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        byte[] bytes = body ? body(headers) : new byte[0];
        if (content.isDigested()) {
            // whether it comes in chunks is how the compressed bytes fell, not what they are
            boolean packed = "gzip".equals(headers.get("content-encoding"));
            content.add(status + packed + headers.get("vary") + headers.get("etag"));
            content.add(packed && body ? new GZIPInputStream(new ByteArrayInputStream(bytes)).readAllBytes() : bytes);
        }
    }

    private byte[] body(Map<String, String> headers) throws IOException {
        if (headers.containsKey(LENGTH)) {
            return in.readNBytes(Integer.parseInt(headers.get(LENGTH)));
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int size = Integer.parseInt(line(), 16); size > 0; size = Integer.parseInt(line(), 16)) {
            bytes.write(in.readNBytes(size));
            line();
        }
        line();
        return bytes.toByteArray();
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("the server has closed the connection");
            }
            line.append((char) c);
        }
        return line.substring(0, line.length() - 1);
    }

    /** Goes away within the answer, the server's further bytes being refused. */
    void abort(int after) throws IOException {
        in.readNBytes(Math.min(after, 900));
        socket.setSoLinger(true, 0);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
