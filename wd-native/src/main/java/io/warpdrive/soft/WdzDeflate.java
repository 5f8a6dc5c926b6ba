// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.soft;

import static java.util.zip.Deflater.NO_FLUSH;

import io.warpdrive.queue.InPlace;
import io.warpdrive.queue.InPlaceDeflate;
import io.warpdrive.queue.WdException;
import io.warpdrive.support.WdCleaner;
import java.lang.ref.Cleaner;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;

/** A {@code struct wdz_deflate}. It is freed when it is closed or found to be unreachable. */
final class WdzDeflate implements InPlaceDeflate {
    private final WdzState memory;
    private final Cleaner.Cleanable cleanable;

    WdzDeflate() throws WdException {
        long address = Wdz.newDeflate(-1, 0, true);
        if (address == 0) {
            throw new WdException("out of memory for a deflating state");
        }
        this.memory = new WdzState(WdzKind.DEFLATE, address);
        this.cleanable = WdCleaner.register(this, memory);
    }

    @Override
    public void begin(int level, int strategy, boolean nowrap) {
        long address = memory.hold();
        try {
            Wdz.beginDeflate(address, level, strategy, nowrap);
        } finally {
            memory.letGo();
            Reference.reachabilityFence(this);
        }
    }

    @Override
    public void resume(int adler) {
        long address = memory.hold();
        try {
            Wdz.resumeDeflate(address, adler);
        } finally {
            memory.letGo();
            Reference.reachabilityFence(this);
        }
    }

    @Override
    public long deflate(Object in, int inOffset, int inLength, Object out, int outOffset, int outLength, int flush) {
        long address = memory.hold();
        try {
            long result =
                    Wdz.checked(deflateUnchecked(address, in, inOffset, inLength, out, outOffset, outLength, flush));
            if (flush != NO_FLUSH && InPlace.status(result) == InPlace.OK && InPlace.produced(result) < outLength) {
                memory.mayRest();
            }
            return result;
        } finally {
            memory.letGo();
            Reference.reachabilityFence(this);
        }
    }

    private static long deflateUnchecked(
            long address, Object in, int inOffset, int inLength, Object out, int outOffset, int outLength, int flush) {
        if (in instanceof byte[] inArray) {
            return out instanceof byte[] outArray
                    ? Wdz.deflateBytesBytes(address, inArray, inOffset, inLength, outArray, outOffset, outLength, flush)
                    : Wdz.deflateBytesBuffer(
                            address, inArray, inOffset, inLength, (ByteBuffer) out, outOffset, outLength, flush);
        }
        ByteBuffer inBuffer = (ByteBuffer) in;
        return out instanceof byte[] outArray
                ? Wdz.deflateBufferBytes(address, inBuffer, inOffset, inLength, outArray, outOffset, outLength, flush)
                : Wdz.deflateBufferBuffer(
                        address, inBuffer, inOffset, inLength, (ByteBuffer) out, outOffset, outLength, flush);
    }

    @Override
    public long setParameters(
            Object in, int inOffset, int inLength, Object out, int outOffset, int outLength, int level, int strategy) {
        long address = memory.hold();
        try {
            return Wdz.checked(
                    setUnchecked(address, in, inOffset, inLength, out, outOffset, outLength, level, strategy));
        } finally {
            memory.letGo();
            Reference.reachabilityFence(this);
        }
    }

    private static long setUnchecked(
            long address,
            Object in,
            int inOffset,
            int inLength,
            Object out,
            int outOffset,
            int outLength,
            int level,
            int strategy) {
        if (in instanceof byte[] inArray) {
            return out instanceof byte[] outArray
                    ? Wdz.deflateParamsBytesBytes(
                            address, inArray, inOffset, inLength, outArray, outOffset, outLength, level, strategy)
                    : Wdz.deflateParamsBytesBuffer(
                            address,
                            inArray,
                            inOffset,
                            inLength,
                            (ByteBuffer) out,
                            outOffset,
                            outLength,
                            level,
                            strategy);
        }
        ByteBuffer inBuffer = (ByteBuffer) in;
        return out instanceof byte[] outArray
                ? Wdz.deflateParamsBufferBytes(
                        address, inBuffer, inOffset, inLength, outArray, outOffset, outLength, level, strategy)
                : Wdz.deflateParamsBufferBuffer(
                        address, inBuffer, inOffset, inLength, (ByteBuffer) out, outOffset, outLength, level, strategy);
    }

    @Override
    public boolean setDictionary(Object dictionary, int offset, int length) {
        long address = memory.hold();
        try {
            return dictionary instanceof byte[] array
                    ? Wdz.deflateDictionaryBytes(address, array, offset, length)
                    : Wdz.deflateDictionaryBuffer(address, (ByteBuffer) dictionary, offset, length);
        } finally {
            memory.letGo();
            Reference.reachabilityFence(this);
        }
    }

    @Override
    public int adler() {
        long address = memory.hold();
        try {
            return Wdz.deflateAdler(address);
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
