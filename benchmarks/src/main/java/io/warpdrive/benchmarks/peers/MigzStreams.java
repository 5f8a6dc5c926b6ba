// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.benchmarks.peers;

import com.linkedin.migz.MiGzInputStream;
import com.linkedin.migz.MiGzOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** LinkedIn's MiGz on two threads: gzip members of 512 KB, java.util.zip below. */
public class MigzStreams extends StreamBenchmark {
    private static final int THREADS = 2;

    @Override
    OutputStream output(OutputStream out) {
        return new MiGzOutputStream(out, THREADS, MiGzOutputStream.DEFAULT_BLOCK_SIZE).setCompressionLevel(6);
    }

    @Override
    InputStream input(InputStream in) throws IOException {
        return new MiGzInputStream(in, THREADS);
    }
}
