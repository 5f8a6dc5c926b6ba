// SPDX-License-Identifier: Apache-2.0
package sample;

import com.typesafe.config.ConfigFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.stream.javadsl.Compression;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;

/** Streams that come in pieces of any size, and several one behind another. */
public final class Main {
    private static final int[] PIECES = {100, 1500, 70_000};
    private static final int CHUNK = 64 * 1024;

    private final ActorSystem system;

    private Main(ActorSystem system) {
        this.system = system;
    }

    public static void main(String[] arguments) throws Exception {
        ActorSystem system = ActorSystem.create(
                "sample",
                ConfigFactory.parseString("pekko.loglevel = OFF, pekko.stdout-loglevel = OFF")
                        .withFallback(ConfigFactory.load()));
        try {
            new Main(system).run();
        } finally {
            system.terminate();
            system.getWhenTerminated().toCompletableFuture().get(20, TimeUnit.SECONDS);
        }
    }

    private void run() throws Exception {
        for (Data.Item item : Data.items()) {
            for (int piece : PIECES) {
                // a million stages of a hundred bytes would be all that is measured
                if (item.bytes().length / piece < 500) {
                    there("gzip", item, piece, Compression.gzip(), Compression.gzipDecompress(CHUNK));
                    there("zlib", item, piece, Compression.deflate(), Compression.inflate(CHUNK));
                    there("raw", item, piece, Compression.deflate(9, true), Compression.inflate(1000, true));
                }
            }
            members(item);
        }
        cut();
    }

    /** There and back at once, then again with the compressed bytes in other pieces. */
    private void there(
            String format,
            Data.Item item,
            int piece,
            Flow<ByteString, ByteString, NotUsed> pack,
            Flow<ByteString, ByteString, NotUsed> unpack)
            throws Exception {
        String name = format + " " + item.name() + " by " + piece;
        List<ByteString> pieces = split(item.bytes(), piece);
        Data.print(name, item.bytes(), collect(Source.from(pieces).via(pack).via(unpack)));
        byte[] packed = collect(Source.from(pieces).via(pack));
        for (int other : PIECES) {
            if (packed.length / other < 500) {
                Data.print(
                        name + " then " + other,
                        item.bytes(),
                        collect(Source.from(split(packed, other)).via(unpack)));
            }
        }
    }

    /** A gzip file of several members is one stream. */
    private void members(Data.Item item) throws Exception {
        ByteString member = ByteString.fromArray(
                collect(Source.single(ByteString.fromArray(item.bytes())).via(Compression.gzip())));
        byte[] packed = member.concat(member).concat(member).toArray();
        byte[] expected = new byte[3 * item.bytes().length];
        for (int i = 0; i < 3; i++) {
            System.arraycopy(item.bytes(), 0, expected, i * item.bytes().length, item.bytes().length);
        }
        for (int piece : new int[] {1000, 9000, 1 << 24}) {
            Data.print(
                    "members " + item.name() + " by " + piece,
                    expected,
                    collect(Source.from(split(packed, piece)).via(Compression.gzipDecompress(CHUNK))));
        }
    }

    /** What can be had of a stream that ends too early. */
    private void cut() throws Exception {
        byte[] bytes = Data.mixed(50_000);
        byte[] packed = collect(Source.single(ByteString.fromArray(bytes)).via(Compression.gzip()));
        for (int length = 0; length < packed.length; length += 1777) {
            String end;
            try {
                end = Data.digest(collect(
                        Source.from(split(Arrays.copyOf(packed, length), 600)).via(Compression.gzipDecompress(CHUNK))));
            } catch (ExecutionException e) {
                end = e.getCause().toString();
            }
            System.out.println("cut: " + end);
        }
    }

    private byte[] collect(Source<ByteString, NotUsed> source) throws Exception {
        return source.runWith(Sink.fold(ByteString.emptyByteString(), ByteString::concat), system)
                .toCompletableFuture()
                .get(20, TimeUnit.SECONDS)
                .toArray();
    }

    private static List<ByteString> split(byte[] bytes, int piece) {
        List<ByteString> pieces = new ArrayList<>();
        for (int at = 0; at < bytes.length; at += piece) {
            pieces.add(ByteString.fromArray(bytes, at, Math.min(piece, bytes.length - at)));
        }
        return pieces;
    }
}
