// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.queue;

/**
 * What holds memory that the garbage collector does not see. Whoever has one closes it; one that was dropped frees itself,
 * some time later.
 */
public interface WdResource extends AutoCloseable {

    /** Frees what it holds. Throws nothing; closing twice is closing once. */
    @Override
    void close();
}
