// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.emulator;

import io.warpdrive.queue.WdMemory;

/** For tests: a client's memory of a few pages, from address {@link #BASE} on. */
final class ArrayMemory implements Iommu {
    static final long BASE = 0x7000_0000L;

    final byte[] bytes;

    ArrayMemory(int size) {
        bytes = new byte[size];
    }

    @Override
    public boolean read(long address, WdMemory to, int offset, int length) {
        if (address < BASE || address - BASE > bytes.length - length) {
            return false;
        }
        to.buffer().put(offset, bytes, (int) (address - BASE), length);
        return true;
    }

    @Override
    public boolean write(long address, WdMemory from, int offset, int length) {
        if (address < BASE || address - BASE > bytes.length - length) {
            return false;
        }
        from.buffer().get(offset, bytes, (int) (address - BASE), length);
        return true;
    }

    @Override
    public void close() {
        // nothing to give back
    }
}
