// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.emulator;

import io.warpdrive.queue.WdMemory;

/** A stream of one direction and framing, from its first piece to its last. */
interface ZipStream extends AutoCloseable {

    /**
     * Does one piece.
     *
     * @param source holds {@code job.length()} bytes of input from 0 on
     * @param destination has room for {@code job.space()} bytes from 0 on
     */
    Result run(Job job, WdMemory source, WdMemory destination);

    @Override
    void close();
}
