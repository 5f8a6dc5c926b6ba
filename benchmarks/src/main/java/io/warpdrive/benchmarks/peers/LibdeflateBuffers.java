// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.benchmarks.peers;

import java.io.IOException;

/** The limit: libdeflate itself, data and result off the heap, one thin call for a whole file. */
public class LibdeflateBuffers extends BufferBenchmark {
    @Override
    Codec open(int atLevel) throws IOException {
        return OffHeapCodec.open(new NativeLibdeflate(atLevel, Wrapping.RAW));
    }
}
