// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.health;

import io.warpdrive.queue.DeflatePlan;
import io.warpdrive.queue.InPlace;
import io.warpdrive.queue.InPlaceDeflate;
import io.warpdrive.queue.InPlaceInflate;
import io.warpdrive.queue.WdDevice;
import io.warpdrive.queue.WdException;
import io.warpdrive.queue.WdMemory;
import io.warpdrive.queue.WdQueue;
import io.warpdrive.queue.ZipFlush;
import io.warpdrive.queue.ZipOperation;
import io.warpdrive.queue.ZipRequest;
import io.warpdrive.queue.ZipStatus;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * A device's self-test: what it compresses the JDK has to decompress, and the other way round. Each test is empty when it
 * passes, and else says in one line what went wrong.
 */
final class RoundTrip {
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final int LEVEL = 6;
    private static final byte[] PLAIN = plain();

    private final WdDevice device;

    RoundTrip(WdDevice device) {
        this.device = device;
    }

    /** Something that a test does; any of these says that the device can't be relied on. */
    private interface Test {
        byte[] result(WdQueue queue) throws WdException, DataFormatException;
    }

    /** In place: all of a stream in one call. */
    Optional<String> deflatesInPlace() {
        return tried(ZipOperation.DEFLATE, queue -> {
            try (InPlaceDeflate state = queue.deflateInPlace()) {
                state.begin(LEVEL, Deflater.DEFAULT_STRATEGY, true);
                byte[] packed = new byte[2 * PLAIN.length];
                long result = state.deflate(PLAIN, 0, PLAIN.length, packed, 0, packed.length, InPlaceDeflate.FINISH);
                return unpacked(Arrays.copyOf(packed, InPlace.produced(result)));
            }
        });
    }

    /** In place: what the JDK has compressed. */
    Optional<String> inflatesInPlace() {
        return tried(ZipOperation.INFLATE, queue -> {
            try (InPlaceInflate state = queue.inflateInPlace()) {
                state.begin(true);
                byte[] packed = packed();
                byte[] plain = new byte[PLAIN.length + 1];
                long result = state.inflate(packed, 0, packed.length, plain, 0, plain.length);
                return Arrays.copyOf(plain, InPlace.produced(result));
            }
        });
    }

    /** By requests, as hardware and ISA-L are given them. */
    Optional<String> deflates(int effort) {
        return tried(ZipOperation.DEFLATE, queue -> unpacked(answer(queue, PLAIN, effort, ZipStatus.OK)));
    }

    /** The same for a message that the JDK has compressed. */
    Optional<String> inflates() {
        return tried(ZipOperation.INFLATE, queue -> answer(queue, packed(), 0, ZipStatus.END_OF_STREAM));
    }

    /** The effort that a plan for the fastest level names. */
    static int effort(Optional<DeflatePlan> plan) {
        return plan.map(DeflatePlan::effort).orElse(0);
    }

    // a device of whatever provider: its failure is what was asked for
    @SuppressWarnings("CatchingUnchecked")
    private Optional<String> tried(ZipOperation operation, Test test) {
        try (WdQueue queue = device.requestQueue(operation)) {
            return Arrays.equals(test.result(queue), PLAIN)
                    ? Optional.empty()
                    : Optional.of("what comes back is not what went in");
        } catch (VirtualMachineError e) {
            throw e;
        } catch (Exception | Error e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private static byte[] answer(WdQueue queue, byte[] source, int effort, ZipStatus wanted) throws WdException {
        int room = 2 * PLAIN.length;
        try (WdMemory in = queue.reserveMemory(source.length);
                WdMemory out = queue.reserveMemory(room)) {
            in.buffer().put(0, source);
            ZipRequest request = new ZipRequest()
                    .operation(queue.operation())
                    .flush(ZipFlush.FINISH)
                    .effort(effort)
                    .source(in, 0, source.length)
                    .destination(out, 0, room);
            if (!queue.send(request)) {
                throw new WdException("its queue takes no request");
            }
            queue.recvSync(request, PATIENCE_NANOS);
            if (request.status() != wanted) {
                throw new WdException("a request ended with " + request.status());
            }
            byte[] answer = new byte[request.produced()];
            out.buffer().get(0, answer);
            return answer;
        }
    }

    private static byte[] packed() {
        Deflater deflater = new Deflater(LEVEL, true);
        try {
            deflater.setInput(PLAIN);
            deflater.finish();
            byte[] packed = new byte[2 * PLAIN.length];
            return Arrays.copyOf(packed, deflater.deflate(packed));
        } finally {
            deflater.end();
        }
    }

    private static byte[] unpacked(byte[] packed) throws DataFormatException {
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(packed);
            byte[] plain = new byte[PLAIN.length + 1];
            return Arrays.copyOf(plain, inflater.inflate(plain));
        } finally {
            inflater.end();
        }
    }

    /** Text, and some noise in it. */
    private static byte[] plain() {
        SplittableRandom random = new SplittableRandom(1);
        StringBuilder text = new StringBuilder();
        while (text.length() < 40_000) {
            text.append(random.nextInt(1000)).append(" of some kind, ");
        }
        byte[] plain = text.toString().getBytes(StandardCharsets.US_ASCII);
        for (int i = 20_000; i < 20_600; i++) {
            plain[i] = (byte) random.nextInt();
        }
        return plain;
    }
}
