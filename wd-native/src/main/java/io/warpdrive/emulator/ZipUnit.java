// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.emulator;

import io.warpdrive.hisi.HisiApi;
import io.warpdrive.hisi.SqeStatus;
import io.warpdrive.queue.WdException;
import io.warpdrive.queue.WdMemory;
import io.warpdrive.queue.ZipOperation;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The engine behind one queue: takes an entry, fetches its input, works in its own memory and puts the output back. For
 * use by one thread.
 *
 * <p>Where the real engine keeps a stream's state in the 64 KiB of the client's stream context, this one keeps a number
 * there that stands for it: the JDK's zlib can't put its state down. A stream that the client has forgotten to finish is
 * dropped when {@link #STREAMS} newer ones are open.
 */
final class ZipUnit implements AutoCloseable {
    private static final int STREAMS = 64;

    private final HisiApi api;
    private final ZipOperation direction;
    private final Iommu iommu;
    private final SoftEngine soft;
    private final Staging source;
    private final Staging destination;
    private final WdMemory context;
    private final Map<Long, ZipStream> streams = new LinkedHashMap<>(16, 0.75f, true);
    private long lastStream;

    ZipUnit(HisiApi api, ZipOperation direction, Iommu iommu, SoftEngine soft) throws WdException {
        this.api = api;
        this.direction = direction;
        this.iommu = iommu;
        this.soft = soft;
        this.source = new Staging();
        this.destination = new Staging();
        this.context = WdMemory.allocate(Long.BYTES);
    }

    /**
     * Does what a 128-byte entry asks for; never throws, whatever it holds.
     *
     * @param wrong what to get wrong: {@link FaultKind#ERROR} refuses the entry, {@link FaultKind#CORRUPT} puts a wrong
     *     byte into the output
     */
    Result execute(ByteBuffer entry, Set<FaultKind> wrong) {
        Optional<Job> job = Job.read(entry, api);
        if (job.isEmpty() || wrong.contains(FaultKind.ERROR)) {
            return Result.failure(SqeStatus.ERROR);
        }
        try {
            return execute(job.get(), wrong.contains(FaultKind.CORRUPT));
        } catch (WdException e) {
            // no memory for staging
            return Result.failure(SqeStatus.ERROR);
        }
    }

    private Result execute(Job job, boolean corrupt) throws WdException {
        WdMemory input = source.atLeast(job.length());
        WdMemory output = destination.atLeast(job.space());
        if (!iommu.read(job.source(), input, 0, job.length())) {
            return Result.failure(SqeStatus.ERROR);
        }
        Result result;
        if (job.stateful()) {
            result = continueStream(job, input, output);
        } else {
            try (ZipStream stream = open(job)) {
                result = stream.run(job, input, output);
            }
        }
        if (corrupt && result.produced() > 0) {
            int middle = result.produced() / 2;
            output.buffer().put(middle, (byte) ~output.buffer().get(middle));
        }
        return result.produced() == 0 || iommu.write(job.destination(), output, 0, result.produced())
                ? result
                : Result.failure(SqeStatus.ERROR);
    }

    private ZipStream open(Job job) {
        return direction == ZipOperation.DEFLATE
                ? new DeflateStream(job.algorithm(), soft)
                : new InflateStream(job.algorithm());
    }

    private Result continueStream(Job job, WdMemory input, WdMemory output) {
        if (job.first()) {
            lastStream++;
            context.buffer().putLong(0, lastStream);
            if (!iommu.write(job.context(), context, 0, Long.BYTES)) {
                return Result.failure(SqeStatus.ERROR);
            }
            streams.put(lastStream, open(job));
            dropOldest();
        } else if (!iommu.read(job.context(), context, 0, Long.BYTES)) {
            return Result.failure(SqeStatus.ERROR);
        }
        long number = context.buffer().getLong(0);
        ZipStream stream = streams.get(number);
        if (stream == null) {
            return Result.failure(SqeStatus.ERROR);
        }
        Result result = stream.run(job, input, output);
        boolean more = result.status() == SqeStatus.OK || result.status() == SqeStatus.GREW;
        if (!more || (direction == ZipOperation.DEFLATE && job.finish())) {
            streams.remove(number).close();
        }
        return result;
    }

    private void dropOldest() {
        if (streams.size() > STREAMS) {
            Iterator<ZipStream> oldest = streams.values().iterator();
            oldest.next().close();
            oldest.remove();
        }
    }

    @Override
    public void close() {
        streams.values().forEach(ZipStream::close);
        streams.clear();
        source.close();
        destination.close();
        context.close();
        iommu.close();
    }
}
