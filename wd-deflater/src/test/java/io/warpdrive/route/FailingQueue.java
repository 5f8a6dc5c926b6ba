// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.route;

import io.warpdrive.queue.DeflatePlan;
import io.warpdrive.queue.InflatePlan;
import io.warpdrive.queue.WdDevice;
import io.warpdrive.queue.WdException;
import io.warpdrive.queue.WdMemory;
import io.warpdrive.queue.WdMode;
import io.warpdrive.queue.WdQueue;
import io.warpdrive.queue.ZipFlush;
import io.warpdrive.queue.ZipOperation;
import io.warpdrive.queue.ZipRequest;
import io.warpdrive.queue.ZipStatus;
import io.warpdrive.settings.WdConfiguration;
import io.warpdrive.settings.WdPolicy;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.zip.Deflater;

/** A device that is zlib, of which a test can have one call throw. */
public final class FailingQueue implements WdQueue {
    public static final int BLOCK = 32 * 1024;

    /** What can be made to throw. */
    public enum Call {
        RESERVE,
        SEND,
        RECEIVE
    }

    private final Device device;
    private final AtomicInteger reserved = new AtomicInteger();
    private Call failing = Call.RESERVE;
    private final AtomicInteger callsLeft = new AtomicInteger(Integer.MAX_VALUE);
    private Supplier<Throwable> failure = AssertionError::new;

    public FailingQueue(WdMode mode) {
        device = new Device(mode);
    }

    /** What streams go through. */
    public DeflateService service() {
        return service(new Properties());
    }

    /** What streams go through where this is configured. */
    public DeflateService service(Properties properties) {
        return new DeflateService(this, WdConfiguration.read(properties, Map.of()));
    }

    /** What messages would go through. */
    public InflateService inflateService() {
        return new InflateService(this, new InflatePlan(false, 1), WdConfiguration.read(new Properties(), Map.of()));
    }

    /** Has the {@code number}th call from now on throw, the first being 1, and no other. */
    public void fail(Call call, int number, Supplier<Throwable> with) {
        failing = call;
        failure = with;
        callsLeft.set(number);
    }

    /** Has nothing throw; whether anything has. */
    public boolean hasFailed() {
        return callsLeft.getAndSet(Integer.MAX_VALUE) <= 0;
    }

    /** How often memory was reserved. */
    public int reserved() {
        return reserved.get();
    }

    private void called(Call call) {
        if (call == failing && callsLeft.decrementAndGet() == 0) {
            Throwable thrown = failure.get();
            if (thrown instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) thrown;
        }
    }

    @Override
    public WdDevice device() {
        return device;
    }

    @Override
    public ZipOperation operation() {
        return ZipOperation.DEFLATE;
    }

    @Override
    public boolean send(ZipRequest request) {
        called(Call.SEND);
        request.sent();
        return true;
    }

    @Override
    public boolean recv(ZipRequest request) {
        throw new UnsupportedOperationException("nobody does");
    }

    @Override
    public void recvSync(ZipRequest request, long timeoutNanos) {
        called(Call.RECEIVE);
        Deflater deflater = new Deflater(1, true);
        deflater.setInput(request.source().buffer().slice(request.sourceOffset(), request.sourceLength()));
        boolean last = request.flush() == ZipFlush.FINISH;
        if (last) {
            deflater.finish();
        }
        ByteBuffer out = request.destination().buffer().slice(request.destinationOffset(), request.destinationLength());
        int produced = deflater.deflate(out, last ? Deflater.NO_FLUSH : Deflater.SYNC_FLUSH);
        deflater.end();
        request.complete(ZipStatus.OK, request.sourceLength(), produced);
    }

    @Override
    public void flush() {
        // nothing is ever outstanding
    }

    @Override
    public WdMemory reserveMemory(long bytes) throws WdException {
        called(Call.RESERVE);
        reserved.incrementAndGet();
        return WdMemory.allocate(bytes);
    }

    @Override
    public void close() {
        // nothing is held
    }

    /** Says nothing but what is asked. */
    private record Device(WdMode mode) implements WdDevice {
        @Override
        public String name() {
            return "failing";
        }

        @Override
        public String api() {
            return "";
        }

        @Override
        public Set<String> algorithms() {
            return Set.of("deflate");
        }

        @Override
        public OptionalInt freeQueues() {
            return OptionalInt.empty();
        }

        @Override
        public int numaNode() {
            return -1;
        }

        @Override
        public boolean isolated() {
            return false;
        }

        @Override
        public Optional<String> unusable() {
            return Optional.empty();
        }

        @Override
        public String description() {
            return "a test";
        }

        @Override
        public Optional<DeflatePlan> deflatePlan(int level, WdPolicy policy) {
            return Optional.of(new DeflatePlan(false, 0, BLOCK, 0, 113, 1, 1));
        }

        @Override
        public Optional<InflatePlan> inflatePlan() {
            return Optional.empty();
        }

        @Override
        public WdQueue requestQueue(ZipOperation operation) throws WdException {
            throw new WdException("there is one already");
        }
    }
}
