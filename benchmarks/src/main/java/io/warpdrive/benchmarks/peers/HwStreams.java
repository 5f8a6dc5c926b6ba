// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.benchmarks.peers;

import io.warpdrive.zip.HwGZIPInputStream;
import io.warpdrive.zip.HwGZIPOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Our drop-ins, used directly; on as many threads as the property warpdrive.threads says. */
public class HwStreams extends StreamBenchmark {
    @Override
    OutputStream output(OutputStream out) throws IOException {
        return new HwGZIPOutputStream(out, PIECE);
    }

    @Override
    InputStream input(InputStream in) throws IOException {
        return new HwGZIPInputStream(in, PIECE);
    }
}
