// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.benchmarks.peers;

import java.io.IOException;

/** The limit for speed: ISA-L itself. */
public class IsalBuffers extends BufferBenchmark {
    @Override
    Codec open(int atLevel) throws IOException {
        return OffHeapCodec.open(new NativeIsal(atLevel, Wrapping.RAW));
    }
}
