// SPDX-License-Identifier: Apache-2.0
package org.example;

import java.io.IOException;
import java.util.zip.DataFormatException;

/** Compresses messages and reads them, one after another, in the way that some application does. One thread at a time. */
public interface MessageCodec {

    /** Bytes written to {@code out}, which has room enough. */
    int write(byte[] message, byte[] out) throws IOException;

    /** Bytes of the message, in {@code out}. Where context is kept, messages are read in the order of writing. */
    int read(byte[] packed, int length, byte[] out) throws IOException, DataFormatException;

    /** Frees native memory. */
    void end();
}
