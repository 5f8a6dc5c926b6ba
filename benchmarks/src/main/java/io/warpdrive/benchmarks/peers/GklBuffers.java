// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.benchmarks.peers;

import com.intel.gkl.compression.IntelDeflater;
import com.intel.gkl.compression.IntelInflater;
import java.io.IOException;

/** Intel's Genomics Kernel Library: ISA-L at level 1, its own zlib above, ISA-L for inflating. */
public class GklBuffers extends BufferBenchmark {
    @Override
    Codec open(int atLevel) throws IOException {
        IntelDeflater deflater = new IntelDeflater(atLevel, true);
        IntelInflater inflater = new IntelInflater(true);
        if (!deflater.load(null) || !inflater.load(null)) {
            throw new IOException("GKL does not load on this machine");
        }
        return new ZipCodec(deflater, inflater);
    }
}
