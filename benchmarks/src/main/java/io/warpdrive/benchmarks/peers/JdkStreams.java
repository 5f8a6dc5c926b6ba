// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.benchmarks.peers;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** java.util.zip. With the agent: an unmodified program. */
public class JdkStreams extends StreamBenchmark {
    @Override
    OutputStream output(OutputStream out) throws IOException {
        return new GZIPOutputStream(out, PIECE);
    }

    @Override
    InputStream input(InputStream in) throws IOException {
        return new GZIPInputStream(in, PIECE);
    }
}
