// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.benchmarks.queue;

import io.warpdrive.queue.DeflatePlan;
import io.warpdrive.queue.WdDevice;
import io.warpdrive.queue.WdQueue;
import io.warpdrive.queue.ZipOperation;
import io.warpdrive.settings.WdPolicy;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** The engine that the emulator works with, called in this thread: what {@link Throughput} could reach at best. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class Engine {
    private WdQueue queue;
    private Block[] blocks;
    private int next;

    @Setup
    public void start() throws IOException {
        WdDevice engine = EmulatorProcess.engine();
        DeflatePlan plan = engine.deflatePlan(1, WdPolicy.BALANCED).orElseThrow();
        queue = engine.requestQueue(ZipOperation.DEFLATE);
        // as many different ones as Throughput has
        blocks = new Block[16];
        for (int i = 0; i < blocks.length; i++) {
            blocks[i] = new Block(queue, i, plan.effort());
        }
    }

    @Benchmark
    public int block() {
        Block block = blocks[next];
        next = next + 1 == blocks.length ? 0 : next + 1;
        queue.send(block.request());
        return block.check();
    }

    @TearDown
    public void stop() {
        for (Block block : blocks) {
            block.close();
        }
        queue.close();
    }
}
