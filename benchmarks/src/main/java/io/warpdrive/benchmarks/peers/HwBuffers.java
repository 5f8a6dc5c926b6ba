// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.benchmarks.peers;

import io.warpdrive.zip.HwDeflater;
import io.warpdrive.zip.HwInflater;

/** Our drop-ins, used directly. */
public class HwBuffers extends BufferBenchmark {
    @Override
    Codec open(int atLevel) {
        return new ZipCodec(new HwDeflater(atLevel, true), new HwInflater(true));
    }
}
