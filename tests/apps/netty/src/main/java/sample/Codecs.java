// SPDX-License-Identifier: Apache-2.0
package sample;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.compression.JdkZlibDecoder;
import io.netty.handler.codec.compression.JdkZlibEncoder;
import io.netty.handler.codec.compression.ZlibWrapper;
import java.util.Arrays;

/** JdkZlibEncoder and JdkZlibDecoder, fed in pieces from the heap and from direct memory. */
final class Codecs {
    private static final ZlibWrapper[] WRAPPERS = {ZlibWrapper.GZIP, ZlibWrapper.ZLIB, ZlibWrapper.NONE};
    private static final int[] PIECES = {100, 1500, 8192, 1 << 24};

    private Codecs() {}

    static void run() {
        for (Data.Item item : Data.items()) {
            for (ZlibWrapper wrapper : WRAPPERS) {
                for (int piece : PIECES) {
                    if (item.bytes().length / piece < 500) {
                        there(item, wrapper, piece);
                    }
                }
            }
            members(item);
        }
        dictionary();
    }

    private static void there(Data.Item item, ZlibWrapper wrapper, int piece) {
        String name = wrapper + " " + item.name() + " by " + piece;
        EmbeddedChannel encoder = new EmbeddedChannel(new JdkZlibEncoder(wrapper, 6));
        for (ByteBuf buffer : split(item.bytes(), piece)) {
            encoder.writeOutbound(buffer);
        }
        encoder.finish();
        byte[] packed = Pipe.outbound(encoder);
        for (int other : PIECES) {
            if (packed.length / other < 500) {
                EmbeddedChannel decoder = new EmbeddedChannel(new JdkZlibDecoder(accepting(wrapper, other), 0));
                for (ByteBuf buffer : split(packed, other)) {
                    decoder.writeInbound(buffer);
                }
                decoder.finish();
                Data.print(name + " then " + other, item.bytes(), Pipe.inbound(decoder));
            }
        }
    }

    /** A reader may also find out by itself. */
    private static ZlibWrapper accepting(ZlibWrapper wrapper, int piece) {
        return wrapper != ZlibWrapper.GZIP && piece > 1000 ? ZlibWrapper.ZLIB_OR_NONE : wrapper;
    }

    /** Members one behind another, which the decoder is told to expect. */
    private static void members(Data.Item item) {
        byte[] packed = new byte[0];
        byte[] expected = new byte[0];
        for (int i = 0; i < 3; i++) {
            EmbeddedChannel encoder = new EmbeddedChannel(new JdkZlibEncoder(ZlibWrapper.GZIP, 3 * i + 1));
            encoder.writeOutbound(Unpooled.wrappedBuffer(item.bytes()));
            encoder.finish();
            packed = joined(packed, Pipe.outbound(encoder));
            expected = joined(expected, item.bytes());
        }
        for (int piece : new int[] {1000, 9000, 1 << 24}) {
            EmbeddedChannel decoder = new EmbeddedChannel(new JdkZlibDecoder(ZlibWrapper.GZIP, true, 0));
            for (ByteBuf buffer : split(packed, piece)) {
                decoder.writeInbound(buffer);
            }
            decoder.finish();
            Data.print("members " + item.name() + " by " + piece, expected, Pipe.inbound(decoder));
        }
    }

    private static void dictionary() {
        byte[] dictionary = Data.text(2000);
        byte[] bytes = Data.text(30_000);
        EmbeddedChannel encoder = new EmbeddedChannel(new JdkZlibEncoder(6, dictionary));
        encoder.writeOutbound(Unpooled.wrappedBuffer(bytes));
        encoder.finish();
        EmbeddedChannel decoder = new EmbeddedChannel(new JdkZlibDecoder(dictionary, 0));
        decoder.writeInbound(Unpooled.wrappedBuffer(Pipe.outbound(encoder)));
        decoder.finish();
        Data.print("dictionary", bytes, Pipe.inbound(decoder));
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    /** Every other buffer lies outside the heap. */
    private static ByteBuf[] split(byte[] bytes, int piece) {
        ByteBuf[] buffers = new ByteBuf[(bytes.length + piece - 1) / piece];
        for (int i = 0; i < buffers.length; i++) {
            int at = i * piece;
            int length = Math.min(piece, bytes.length - at);
            buffers[i] = i % 2 == 0
                    ? Unpooled.copiedBuffer(bytes, at, length)
                    : Unpooled.directBuffer(length).writeBytes(bytes, at, length);
        }
        return buffers;
    }
}
