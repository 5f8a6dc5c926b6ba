// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.stream;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/** A caller's arrays, and everything that was put into them before. */
final class ArrayBuffers implements CallerBuffers {
    private final byte[] input;
    private int taken;
    private final ByteArrayOutputStream all = new ByteArrayOutputStream();
    private final byte[] output;
    private int position;

    /** @param size of the output array */
    ArrayBuffers(byte[] input, int size) {
        this.input = input;
        output = new byte[size];
    }

    @Override
    public int remaining() {
        return input.length - taken;
    }

    @Override
    public void moveTo(ByteBuffer target, int index, int count) {
        target.put(index, input, taken, count);
        taken += count;
    }

    @Override
    public int room() {
        return output.length - position;
    }

    @Override
    public void put(ByteBuffer source, int index, int count) {
        source.get(index, output, position, count);
        position += count;
    }

    /** The caller knows of what was put, and offers the array again. */
    void drain() {
        all.write(output, 0, position);
        position = 0;
    }

    /** What the caller knows of. */
    byte[] bytes() {
        return all.toByteArray();
    }
}
