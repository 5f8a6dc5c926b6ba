// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.benchmarks.peers;

import java.io.IOException;

/** An engine with whole pieces of data, raw DEFLATE. One thread at a time. */
interface Codec {

    /** Bytes written to {@code out}, which has room enough. */
    int compress(byte[] in, byte[] out) throws IOException;

    /** Bytes written to {@code out}, which has room for exactly what comes. */
    int decompress(byte[] in, byte[] out) throws IOException;
}
