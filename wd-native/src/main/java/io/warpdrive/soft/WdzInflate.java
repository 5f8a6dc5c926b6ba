// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.soft;

import io.warpdrive.queue.InPlaceInflate;
import io.warpdrive.queue.WdException;
import io.warpdrive.support.WdCleaner;
import java.lang.ref.Cleaner;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;

/** A {@code struct wdz_inflate}. It is freed when it is closed or found to be unreachable. */
final class WdzInflate implements InPlaceInflate {
    private final long address;
    private final Cleaner.Cleanable cleanable;
    /** What the engine has yet to be told: that a stream begins, of what format. */
    private int begin = Wdz.GOES_ON;

    WdzInflate() throws WdException {
        long address = Wdz.newInflate(true);
        if (address == 0) {
            throw new WdException("out of memory for an inflating state");
        }
        this.address = address;
        this.cleanable = WdCleaner.register(this, () -> Wdz.freeInflate(address));
    }

    /** The engine learns of it with the next call. */
    @Override
    public void begin(boolean nowrap) {
        begin = nowrap ? Wdz.RAW : Wdz.ZLIB;
    }

    /** For those calls that can't tell the engine. */
    private void begun() {
        if (begin != Wdz.GOES_ON) {
            Wdz.beginInflate(address, begin == Wdz.RAW);
            begin = Wdz.GOES_ON;
        }
    }

    @Override
    public long inflate(Object in, int inOffset, int inLength, Object out, int outOffset, int outLength) {
        try {
            long result = Wdz.checked(inflateUnchecked(in, inOffset, inLength, out, outOffset, outLength));
            begin = Wdz.GOES_ON;
            return result;
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    private long inflateUnchecked(Object in, int inOffset, int inLength, Object out, int outOffset, int outLength) {
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
        try {
            begun();
            return dictionary instanceof byte[] array
                    ? Wdz.inflateDictionaryBytes(address, array, offset, length)
                    : Wdz.inflateDictionaryBuffer(address, (ByteBuffer) dictionary, offset, length);
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    @Override
    public int adler() {
        try {
            begun();
            return Wdz.inflateAdler(address);
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    @Override
    public String message() {
        try {
            begun();
            return Wdz.message(Wdz.inflateError(address));
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    @Override
    public void close() {
        cleanable.clean();
    }
}
