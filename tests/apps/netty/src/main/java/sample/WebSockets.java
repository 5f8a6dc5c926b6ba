// SPDX-License-Identifier: Apache-2.0
package sample;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.local.LocalAddress;
import io.netty.channel.local.LocalChannel;
import io.netty.channel.local.LocalIoHandler;
import io.netty.channel.local.LocalServerChannel;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler.ClientHandshakeStateEvent;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import io.netty.handler.codec.http.websocketx.WebSocketVersion;
import io.netty.handler.codec.http.websocketx.extensions.WebSocketClientExtensionHandler;
import io.netty.handler.codec.http.websocketx.extensions.WebSocketServerExtensionHandler;
import io.netty.handler.codec.http.websocketx.extensions.compression.PerMessageDeflateClientExtensionHandshaker;
import io.netty.handler.codec.http.websocketx.extensions.compression.PerMessageDeflateServerExtensionHandshaker;
import java.net.URI;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Messages to a server that sends them back, whole and in fragments, with and without a context kept between them. */
// a message that could not be written does not arrive, which is seen
@SuppressWarnings("FutureReturnValueIgnored")
final class WebSockets {
    private static final int LIMIT = 4 << 20;
    private static final int WINDOW = 15;

    private WebSockets() {}

    static void run() throws Exception {
        EventLoopGroup group = new MultiThreadIoEventLoopGroup(2, LocalIoHandler.newFactory());
        try {
            for (boolean keep : new boolean[] {true, false}) {
                LocalAddress address = new LocalAddress("sample-" + keep);
                Channel server = serve(group, address, keep);
                BlockingQueue<byte[]> arrivals = new LinkedBlockingQueue<>();
                talk(connect(group, address, keep, arrivals), arrivals, keep);
                server.close().sync();
            }
        } finally {
            group.shutdownGracefully(0, 10, TimeUnit.SECONDS).sync();
        }
    }

    private static void talk(Channel client, BlockingQueue<byte[]> arrivals, boolean keep) throws Exception {
        for (Data.Item item : Data.items()) {
            byte[] bytes = item.bytes();
            client.writeAndFlush(new BinaryWebSocketFrame(Unpooled.wrappedBuffer(bytes)));
            arrived("whole " + keep + " " + item.name(), bytes, arrivals);
            // three fragments, one of them empty
            int third = bytes.length / 3;
            client.write(new BinaryWebSocketFrame(false, 0, Unpooled.wrappedBuffer(bytes, 0, third)));
            client.write(new ContinuationWebSocketFrame(false, 0, Unpooled.EMPTY_BUFFER));
            client.writeAndFlush(new ContinuationWebSocketFrame(
                    true, 0, Unpooled.wrappedBuffer(bytes, third, bytes.length - third)));
            arrived("fragments " + keep + " " + item.name(), bytes, arrivals);
        }
        client.close().sync();
    }

    private static void arrived(String what, byte[] sent, BlockingQueue<byte[]> arrivals) throws InterruptedException {
        byte[] arrived = arrivals.poll(20, TimeUnit.SECONDS);
        if (arrived == null) {
            System.out.println(what + " nothing came instead of " + Data.digest(sent));
        } else {
            Data.print(what, sent, arrived);
        }
    }

    private static Channel serve(EventLoopGroup group, LocalAddress address, boolean keep) throws Exception {
        return new ServerBootstrap()
                .group(group)
                .channel(LocalServerChannel.class)
                .childHandler(with(
                        () -> new HttpServerCodec(),
                        () -> new HttpObjectAggregator(LIMIT),
                        () -> new WebSocketServerExtensionHandler(
                                new PerMessageDeflateServerExtensionHandshaker(6, true, WINDOW, !keep, !keep, 0)),
                        () -> new WebSocketServerProtocolHandler("/", null, true, LIMIT),
                        () -> new SimpleChannelInboundHandler<WebSocketFrame>() {
                            @Override
                            protected void channelRead0(ChannelHandlerContext context, WebSocketFrame frame) {
                                context.writeAndFlush(frame.retain());
                            }
                        }))
                .bind(address)
                .sync()
                .channel();
    }

    private static Channel connect(
            EventLoopGroup group, LocalAddress address, boolean keep, BlockingQueue<byte[]> arrivals) throws Exception {
        CompletableFuture<Boolean> shaken = new CompletableFuture<>();
        Channel channel = new Bootstrap()
                .group(group)
                .channel(LocalChannel.class)
                .handler(with(
                        () -> new HttpClientCodec(),
                        () -> new HttpObjectAggregator(LIMIT),
                        () -> new WebSocketClientExtensionHandler(
                                new PerMessageDeflateClientExtensionHandshaker(6, true, WINDOW, !keep, !keep, 0)),
                        () -> new WebSocketClientProtocolHandler(
                                URI.create("ws://localhost/"),
                                WebSocketVersion.V13,
                                null,
                                true,
                                new DefaultHttpHeaders(),
                                LIMIT),
                        () -> new WebSocketFrameAggregator(LIMIT),
                        () -> new SimpleChannelInboundHandler<BinaryWebSocketFrame>() {
                            @Override
                            protected void channelRead0(ChannelHandlerContext context, BinaryWebSocketFrame frame) {
                                arrivals.add(ByteBufUtil.getBytes(frame.content()));
                            }

                            @Override
                            public void userEventTriggered(ChannelHandlerContext context, Object event) {
                                if (event == ClientHandshakeStateEvent.HANDSHAKE_COMPLETE) {
                                    shaken.complete(true);
                                }
                            }

                            @Override
                            public void exceptionCaught(ChannelHandlerContext context, Throwable problem) {
                                System.out.println(problem);
                            }
                        }))
                .connect(address)
                .sync()
                .channel();
        shaken.get(20, TimeUnit.SECONDS);
        return channel;
    }

    private interface Maker {
        ChannelHandler make();
    }

    private static ChannelInitializer<Channel> with(Maker... makers) {
        return new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel channel) {
                Arrays.stream(makers).forEach(maker -> channel.pipeline().addLast(maker.make()));
            }
        };
    }
}
