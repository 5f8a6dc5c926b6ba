// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.benchmarks.queue;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * The least that two sides can need to hear of each other: one cache line to and fro between two threads that spin. No
 * queue in memory is faster on the same machine.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class Bounce {
    private static final VarHandle LONG = MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final int LINE = 128;

    private final ByteBuffer line = ByteBuffer.allocateDirect(4 * LINE).alignedSlice(LINE);
    private volatile boolean stopped;
    private Thread echo;
    private long turn;

    @Setup
    public void start() {
        echo = new Thread(this::answer, "echo");
        echo.start();
    }

    /** Odd numbers are the benchmark's, even ones this thread's. */
    private void answer() {
        for (long next = 1; !stopped; Thread.onSpinWait()) {
            if ((long) LONG.getAcquire(line, LINE) == next) {
                LONG.setRelease(line, LINE, next + 1);
                next += 2;
            }
        }
    }

    @Benchmark
    public long toAndFro() {
        long asked = turn + 1;
        LONG.setRelease(line, LINE, asked);
        while ((long) LONG.getAcquire(line, LINE) != asked + 1) {
            Thread.onSpinWait();
        }
        turn = asked + 1;
        return turn;
    }

    @TearDown
    public void stop() throws InterruptedException {
        stopped = true;
        echo.join();
    }
}
