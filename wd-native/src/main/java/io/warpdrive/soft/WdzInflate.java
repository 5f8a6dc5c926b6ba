// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.soft;

import io.warpdrive.queue.InPlace;
import io.warpdrive.queue.InPlaceInflate;
import io.warpdrive.queue.WdException;
import io.warpdrive.support.WdCleaner;
import java.lang.ref.Cleaner;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;

/** A {@code struct wdz_inflate}. It is freed when it is closed or found to be unreachable. */
final class WdzInflate implements InPlaceInflate {
    private final WdzState memory;
    private final Cleaner.Cleanable cleanable;
    /** What the engine has yet to be told: that a stream begins, of what format. */
    private int begin = Wdz.GOES_ON;

    WdzInflate() throws WdException {
        long address = Wdz.newInflate(true);
        if (address == 0) {
            throw new WdException("out of memory for an inflating state");
        }
        this.memory = new WdzState(WdzKind.INFLATE, address);
        this.cleanable = WdCleaner.register(this, memory);
    }

    /** The engine learns of it with the next call. */
    @Override
    public void begin(boolean nowrap) {
        begin = nowrap ? Wdz.RAW : Wdz.ZLIB;
    }

    /** For those calls that can't tell the engine. */
    private void begun(long address) {
        if (begin != Wdz.GOES_ON) {
            Wdz.beginInflate(address, begin == Wdz.RAW);
            begin = Wdz.GOES_ON;
        }
    }

    @Override
    public long inflate(Object in, int inOffset, int inLength, Object out, int outOffset, int outLength) {
        long address = memory.hold();
        try {
            long result = Wdz.checked(inflateUnchecked(address, in, inOffset, inLength, out, outOffset, outLength));
            begin = Wdz.GOES_ON;
            if (InPlace.status(result) == InPlace.OK
                    && InPlace.consumed(result) == inLength
                    && InPlace.produced(result) < outLength) {
                memory.mayRest();
            }
            return result;
        } finally {
            memory.letGo();
            Reference.reachabilityFence(this);
        }
    }

    private long inflateUnchecked(
            long address, Object in, int inOffset, int inLength, Object out, int outOffset, int outLength) {
        if (in instanceof byte[] inArray) {
            return out instanceof byte[] outArray
                    ? Wdz.inflateBytesBytes(address, begin, inArray, inOffset, inLength, outArray, outOffset, outLength)
                    : Wdz.inflateBytesBuffer(
                            address, begin, inArray, inOffset, inLength, (ByteBuffer) out, outOffset, outLength);
        }
        ByteBuffer inBuffer = (ByteBuffer) in;
        return out instanceof byte[] outArray
                ? Wdz.inflateBufferBytes(address, begin, inBuffer, inOffset, inLength, outArray, outOffset, outLength)
                : Wdz.inflateBufferBuffer(
                        address, begin, inBuffer, inOffset, inLength, (ByteBuffer) out, outOffset, outLength);
    }

    @Override
    public boolean setDictionary(Object dictionary, int offset, int length) {
        long address = memory.hold();
        try {
            begun(address);
            return dictionary instanceof byte[] array
                    ? Wdz.inflateDictionaryBytes(address, array, offset, length)
                    : Wdz.inflateDictionaryBuffer(address, (ByteBuffer) dictionary, offset, length);
        } finally {
            memory.letGo();
            Reference.reachabilityFence(this);
        }
    }

    @Override
    public int adler() {
        long address = memory.hold();
        try {
            begun(address);
            return Wdz.inflateAdler(address);
        } finally {
            memory.letGo();
            Reference.reachabilityFence(this);
        }
    }

    @Override
    public String message() {
        long address = memory.hold();
        try {
            begun(address);
            return Wdz.message(Wdz.inflateError(address));
        } finally {
            memory.letGo();
            Reference.reachabilityFence(this);
        }
    }

    /** Whether little is left of its memory. */
    boolean isAtRest() {
        return memory.isAtRest();
    }

    @Override
    public void close() {
        cleanable.clean();
    }
}
