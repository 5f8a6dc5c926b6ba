// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.benchmarks.peers;

import java.io.IOException;

/** The limit for speed: ISA-L itself; its level 1 stands for level 1, its level 3 for all above. */
public class IsalBuffers extends BufferBenchmark {
    @Override
    Codec open(int atLevel) throws IOException {
        return OffHeapCodec.open(new NativeIsal(atLevel == 1 ? 1 : 3));
    }
}
