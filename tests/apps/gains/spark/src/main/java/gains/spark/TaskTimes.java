// SPDX-License-Identifier: Apache-2.0
package gains.spark;

import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.apache.spark.SparkContext;
import org.apache.spark.executor.TaskMetrics;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;

/** Nanoseconds of processor time that executors' threads have taken for the tasks that have ended, in whatever JVM. */
final class TaskTimes extends SparkListener implements LongSupplier {
    private final SparkContext context;
    private final AtomicLong nanos = new AtomicLong();

    TaskTimes(SparkContext context) {
        this.context = context;
        context.addSparkListener(this);
    }

    @Override
    public void onTaskEnd(SparkListenerTaskEnd end) {
        TaskMetrics metrics = end.taskMetrics();
        if (metrics != null) {
            nanos.addAndGet(metrics.executorCpuTime() + metrics.executorDeserializeCpuTime());
        }
    }

    @Override
    public long getAsLong() {
        try {
            // what has ended is told by another thread
            context.listenerBus().waitUntilEmpty();
        } catch (TimeoutException e) {
            throw new IllegalStateException(e);
        }
        return nanos.get();
    }
}
