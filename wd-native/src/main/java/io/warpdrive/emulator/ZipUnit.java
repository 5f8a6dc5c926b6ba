// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.emulator;

import io.warpdrive.hisi.protocol.HisiApi;
import io.warpdrive.hisi.protocol.SqeStatus;
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
 * <p>A stream's state lies in the client's stream context, 64 KiB, as the real engine's does, as far as it compresses. Of
 * a stream that it decompresses only a number lies there that stands for it: the JDK's zlib can't put its state down. There
 * a stream that the client has forgotten to finish is dropped when {@link #STREAMS} newer ones are open.
 */
final class ZipUnit implements AutoCloseable {
    private static final int STREAMS = 64;

    private final HisiApi api;
    private final ZipOperation direction;
    private final Iommu iommu;
    private final SoftEngine soft;
    private final Staging source;
    private final Staging destination;
    private final WdMemory handle;
    private final StreamContext context;
    /** Those being decompressed, by number. */
    private final Map<Long, InflateStream> streams = new LinkedHashMap<>(16, 0.75f, true);

    private long lastStream;

    ZipUnit(HisiApi api, ZipOperation direction, Iommu iommu, SoftEngine soft) throws WdException {
        this.api = api;
        this.direction = direction;
        this.iommu = iommu;
        this.soft = soft;
        this.source = new Staging();
        this.destination = new Staging();
        this.handle = WdMemory.allocate(Long.BYTES);
        this.context = new StreamContext();
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
        if (job.length() > 0 && !iommu.read(job.source(), input, 0, job.length())) {
            return Result.failure(SqeStatus.ERROR);
        }
        Result result = run(job, input, output);
        if (corrupt && result.produced() > 0) {
            int middle = result.produced() / 2;
            output.buffer().put(middle, (byte) ~output.buffer().get(middle));
        }
        return result.produced() == 0 || iommu.write(job.destination(), output, 0, result.produced())
                ? result
                : Result.failure(SqeStatus.ERROR);
    }

    private Result run(Job job, WdMemory input, WdMemory output) {
        if (job.stateful()) {
            return direction == ZipOperation.DEFLATE ? deflateOn(job, input, output) : inflateOn(job, input, output);
        }
        try (ZipStream stream = direction == ZipOperation.DEFLATE
                ? new DeflateStream(job.algorithm(), soft, Optional.empty())
                : new InflateStream(job.algorithm())) {
            return stream.run(job, input, output);
        }
    }

    private Result deflateOn(Job job, WdMemory input, WdMemory output) {
        if (job.first()) {
            context.clear();
        } else if (!context.read(iommu, job.context())) {
            return Result.failure(SqeStatus.ERROR);
        }
        try (ZipStream stream = new DeflateStream(job.algorithm(), soft, Optional.of(context))) {
            Result result = stream.run(job, input, output);
            boolean done = result.status() == SqeStatus.OK || result.status() == SqeStatus.GREW;
            return !done || context.write(iommu, job.context()) ? result : Result.failure(SqeStatus.ERROR);
        }
    }

    private Result inflateOn(Job job, WdMemory input, WdMemory output) {
        if (job.first()) {
            lastStream++;
            handle.buffer().putLong(0, lastStream);
            if (!iommu.write(job.context(), handle, 0, Long.BYTES)) {
                return Result.failure(SqeStatus.ERROR);
            }
            streams.put(lastStream, new InflateStream(job.algorithm()));
            dropOldest();
        } else if (!iommu.read(job.context(), handle, 0, Long.BYTES)) {
            return Result.failure(SqeStatus.ERROR);
        }
        long number = handle.buffer().getLong(0);
        InflateStream stream = streams.get(number);
        if (stream == null) {
            return Result.failure(SqeStatus.ERROR);
        }
        Result result = stream.run(job, input, output);
        if (result.status() != SqeStatus.OK) {
            streams.remove(number).close();
        }
        return result;
    }

    private void dropOldest() {
        if (streams.size() > STREAMS) {
            Iterator<InflateStream> oldest = streams.values().iterator();
            oldest.next().close();
            oldest.remove();
        }
    }

    @Override
    public void close() {
        streams.values().forEach(InflateStream::close);
        streams.clear();
        source.close();
        destination.close();
        handle.close();
        context.close();
        iommu.close();
    }
}
