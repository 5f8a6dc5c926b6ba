// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.benchmarks.peers;

import java.util.zip.Deflater;
import java.util.zip.Inflater;

/** java.util.zip. With the agent: an unmodified program. */
public class JdkBuffers extends BufferBenchmark {
    @Override
    Codec open(int atLevel) {
        return new ZipCodec(new Deflater(atLevel, true), new Inflater(true));
    }
}
