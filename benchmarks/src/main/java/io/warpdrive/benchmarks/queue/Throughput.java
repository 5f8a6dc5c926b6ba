// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.benchmarks.queue;

import io.warpdrive.queue.WdMode;
import io.warpdrive.queue.WdQueue;
import io.warpdrive.queue.ZipOperation;
import io.warpdrive.queue.ZipRequest;
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

/** Blocks of 64 KiB from one thread through one queue, several of them in flight at a time. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class Throughput {
    private static final long TIMEOUT_NANOS = TimeUnit.SECONDS.toNanos(10);

    @Param({"1", "4", "16", "64"})
    public int inFlight;

    @Param({"SHARE_DOMAIN", "SVA"})
    public WdMode mode;

    private EmulatorProcess emulator;
    private WdQueue queue;
    private Block[] blocks;
    private int oldest;

    @Setup
    public void start() throws IOException {
        emulator = EmulatorProcess.start(mode, "");
        queue = emulator.device().requestQueue(ZipOperation.DEFLATE);
        blocks = new Block[inFlight];
        for (int i = 0; i < inFlight; i++) {
            blocks[i] = new Block(queue, i, 0);
            queue.send(blocks[i].request());
        }
    }

    /** Waits for the oldest block and sends another one in its place. */
    @Benchmark
    public int block() {
        Block block = blocks[oldest];
        oldest = oldest + 1 == inFlight ? 0 : oldest + 1;
        ZipRequest request = block.request();
        queue.recvSync(request, TIMEOUT_NANOS);
        int produced = block.check();
        queue.send(request);
        return produced;
    }

    @TearDown
    public void stop() throws IOException {
        queue.flush();
        for (Block block : blocks) {
            block.close();
        }
        queue.close();
        emulator.close();
    }
}
