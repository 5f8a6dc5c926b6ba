// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.benchmarks.queue;

import io.warpdrive.queue.WdMemory;
import io.warpdrive.queue.WdMode;
import io.warpdrive.queue.WdQueue;
import io.warpdrive.queue.ZipOperation;
import io.warpdrive.queue.ZipRequest;
import io.warpdrive.queue.ZipStatus;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** One request from send to recv, with as little work in it as there can be; both sides spin. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RoundTrip {
    private static final long TIMEOUT_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final int SPACE = 4096;

    /** What the engine does. */
    public enum Work {
        /** It reads the entry and says no: an empty request is none to this engine. Nothing but the queue is measured. */
        NONE(ZipStatus.FAILED, "error"),
        /** It compresses a byte. */
        BYTE(ZipStatus.OK, "");

        private final ZipStatus outcome;
        private final String fault;

        Work(ZipStatus outcome, String fault) {
            this.outcome = outcome;
            this.fault = fault;
        }
    }

    @Param
    public Work work;

    @Param({"SHARE_DOMAIN", "SVA"})
    public WdMode mode;

    private EmulatorProcess emulator;
    private WdQueue queue;
    private WdMemory source;
    private WdMemory destination;
    private final ZipRequest request = new ZipRequest();

    @Setup
    public void start() throws IOException {
        emulator = EmulatorProcess.start(mode, work.fault);
        queue = emulator.device().requestQueue(ZipOperation.DEFLATE);
        source = queue.reserveMemory(SPACE);
        destination = queue.reserveMemory(SPACE);
        request.operation(ZipOperation.DEFLATE).source(source, 0, 1).destination(destination, 0, SPACE);
    }

    @Benchmark
    public ZipStatus sendAndReceive() {
        queue.send(request);
        queue.recvSync(request, TIMEOUT_NANOS);
        return request.status();
    }

    @TearDown
    public void stop() throws IOException {
        if (request.status() != work.outcome) {
            throw new IllegalStateException("the last request is " + request.status());
        }
        source.close();
        destination.close();
        queue.close();
        emulator.close();
    }
}
