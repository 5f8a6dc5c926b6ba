// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.uacce;

import io.warpdrive.queue.WdException;
import io.warpdrive.queue.WdMemory;

/** What a queue file can do; {@link QueueFile} sees to the order. One for each kind of file. */
interface Transport extends AutoCloseable {

    /**
     * {@code QM_SET_QP_CTX}: sets the direction.
     *
     * @param type 0 to compress, 1 to decompress
     * @return the queue's number, which goes into doorbells
     */
    int setContext(int type) throws WdException;

    /** {@code QM_SET_QP_INFO}: asks for the sizes of entries and rings. */
    QueueGeometry geometry() throws WdException;

    WdMemory map(Region region, long size) throws WdException;

    /** Memory for devices that can't see all of the process. */
    ReservedMemory reserve(long bytes) throws WdException;

    /** {@code START_Q}. */
    void start() throws WdException;

    /**
     * {@code PUT_Q}: on return the device does nothing any more.
     *
     * @return false if that is not certain
     */
    boolean stop();

    /** Waits for the device to complete something; may return early for no reason. */
    QueueFile.Event await(int milliseconds);

    /** Closes the descriptors. */
    @Override
    void close();
}
