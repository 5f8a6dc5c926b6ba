// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.benchmarks.peers;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.GZIPInputStream;
import org.anarres.parallelgzip.ParallelGZIPOutputStream;

/** parallelgzip on two threads: blocks of 64 KB, java.util.zip below; it reads on one thread as the JDK does. */
public class ParallelGzipStreams extends StreamBenchmark {
    private static final int THREADS = 2;

    private final ExecutorService executor = Executors.newFixedThreadPool(THREADS, ParallelGzipStreams::daemon);

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work);
        thread.setDaemon(true);
        return thread;
    }

    @Override
    OutputStream output(OutputStream out) throws IOException {
        return new ParallelGZIPOutputStream(out, executor);
    }

    @Override
    InputStream input(InputStream in) throws IOException {
        return new GZIPInputStream(in, PIECE);
    }
}
