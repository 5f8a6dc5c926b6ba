// SPDX-License-Identifier: Apache-2.0
package sample;

import java.io.IOException;
import java.util.Arrays;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.MockWebServer;
import okio.Buffer;
import okio.BufferedSink;
import okio.BufferedSource;
import okio.DeflaterSink;
import okio.GzipSink;
import okio.GzipSource;
import okio.InflaterSource;
import okio.Okio;

/** Okio's four classes, alone and as bodies of HTTP. */
final class Buffers {
    private Buffers() {}

    static void run(MockWebServer server, OkHttpClient client) throws IOException {
        for (Data.Item item : Data.items()) {
            bodies(server, client, item);
            streamsInOneBuffer(item, false);
            streamsInOneBuffer(item, true);
        }
        for (int piece : new int[] {1, 700, 8192, 50_000}) {
            flushed(piece);
        }
        pooled();
    }

    /** The client asks for gzip by itself and hides that it came. */
    private static void bodies(MockWebServer server, OkHttpClient client, Data.Item item) throws IOException {
        server.enqueue(new MockResponse().setHeader("Content-Encoding", "gzip").setBody(gzip(item.bytes())));
        server.enqueue(
                new MockResponse().setHeader("Content-Encoding", "gzip").setChunkedBody(gzip(item.bytes()), 1000));
        for (String how : new String[] {"whole", "chunked"}) {
            try (Response response = client.newCall(
                            new Request.Builder().url(server.url("/" + how)).build())
                    .execute()) {
                Data.print(
                        "body " + how + " " + item.name(),
                        item.bytes(),
                        response.body().bytes());
            }
        }
    }

    private static Buffer gzip(byte[] bytes) throws IOException {
        Buffer packed = new Buffer();
        try (BufferedSink sink = Okio.buffer(new GzipSink(packed))) {
            sink.write(bytes);
        }
        return packed;
    }

    /** Three streams one behind another: what follows a stream's end must be left to the next reader. */
    private static void streamsInOneBuffer(Data.Item item, boolean nowrap) throws IOException {
        Buffer packed = new Buffer();
        for (int i = 0; i < 3; i++) {
            Buffer stream = new Buffer();
            Deflater deflater = new Deflater(3 * i + 1, nowrap);
            try (BufferedSink sink = Okio.buffer(new DeflaterSink(stream, deflater))) {
                sink.write(item.bytes());
            }
            packed.writeAll(stream);
        }
        packed.writeUtf8("the rest");
        for (int i = 0; i < 3; i++) {
            Inflater inflater = new Inflater(nowrap);
            BufferedSource source = Okio.buffer(new InflaterSource((BufferedSource) packed, inflater));
            Data.print("stream " + i + " " + nowrap + " " + item.name(), item.bytes(), source.readByteArray());
            inflater.end();
        }
        System.out.println(packed.readUtf8());
    }

    /** All that was written before a flush can be read behind it. */
    private static void flushed(int piece) throws IOException {
        byte[] bytes = Data.mixed(piece * 4);
        Buffer packed = new Buffer();
        BufferedSink sink = Okio.buffer(new DeflaterSink(packed, new Deflater()));
        BufferedSource source = Okio.buffer(new InflaterSource((BufferedSource) packed, new Inflater()));
        for (int i = 0; i < 4; i++) {
            sink.write(bytes, i * piece, piece);
            sink.flush();
            Data.print(
                    "flushed " + piece,
                    Arrays.copyOfRange(bytes, i * piece, i * piece + piece),
                    source.readByteArray(piece));
        }
        sink.close();
        System.out.println("flushed to the end " + source.exhausted());
        BufferedSink half = Okio.buffer(new GzipSink(packed));
        half.write(bytes).flush();
        BufferedSource gzip = Okio.buffer(new GzipSource(packed));
        Data.print("half a gzip " + piece, bytes, gzip.readByteArray(bytes.length));
        half.close();
        System.out.println("gzip to the end " + gzip.exhausted());
    }

    /** One Inflater for many streams, each left half read. */
    private static void pooled() throws IOException {
        Inflater inflater = new Inflater();
        Deflater deflater = new Deflater();
        for (Data.Item item : Data.items()) {
            Buffer packed = new Buffer();
            BufferedSink sink = Okio.buffer(new DeflaterSink((BufferedSink) packed, deflater));
            sink.write(item.bytes()).flush();
            sink.close();
            deflater = new Deflater();
            BufferedSource source = Okio.buffer(new InflaterSource((BufferedSource) packed.clone(), inflater));
            int half = item.bytes().length / 2;
            Data.print("half " + item.name(), Arrays.copyOf(item.bytes(), half), source.readByteArray(half));
            inflater.reset();
            BufferedSource again = Okio.buffer(new InflaterSource((BufferedSource) packed, inflater));
            Data.print("again " + item.name(), item.bytes(), again.readByteArray());
            inflater.reset();
        }
        inflater.end();
    }
}
