// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.stream;

import java.nio.ByteBuffer;

/** What a caller has set as input and a stream has not taken yet, and where it wants the output. */
public interface CallerBuffers {

    /** Bytes of input that are left. */
    int remaining();

    /** Moves the next {@code count} bytes of input to {@code index} of a buffer whose position stays. */
    void moveTo(ByteBuffer target, int index, int count);

    /** Bytes of output that still fit. */
    int room();

    /** Appends {@code count} bytes from {@code index} of a buffer whose position stays. */
    void put(ByteBuffer source, int index, int count);
}
