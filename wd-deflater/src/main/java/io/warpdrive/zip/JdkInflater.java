// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.zip;

import io.warpdrive.support.WdHost;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Field;
import java.nio.ByteBuffer;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Zlib, as the JDK drives it: an {@link Inflater} whose own methods can be had under another name, whatever a subclass makes of
 * them. Safe for use by several threads.
 */
class JdkInflater extends Inflater {
    /** JDK 19 and newer: {@link java.util.zip.InflaterInputStream} asks what nobody can override. */
    static final boolean HAS_PENDING_OUTPUT = pendingOutputField() != null;

    private static final byte[] ONE_BYTE = {0};

    /** What the JDK keeps in mind. Plain: whoever uses an object in two threads at once learns no order from it. */
    private boolean pendingOutput;

    /** Whether the memory was given back, or there never was any. Of several threads only those that hold the lock of a subclass ask. */
    private boolean ended;

    JdkInflater(boolean nowrap) {
        super(nowrap);
    }

    /** Null where there is none. Without a stream: the first of them in a JVM costs more than all else here. */
    private static Field pendingOutputField() {
        for (Field field : Inflater.class.getDeclaredFields()) {
            if (field.getName().equals("pendingOutput")) {
                return field;
            }
        }
        return null;
    }

    /** Loaded when it is earned. */
    private static final class PendingOutput {
        /** Sets what InflaterInputStream asks for; null where that is not open to us, as it is to the agent. */
        static final MethodHandle SETTER = setter();

        // a method handle may throw anything
        @SuppressWarnings("CatchingUnchecked")
        private static MethodHandle setter() {
            try {
                WdHost.openZip();
                MethodHandle setter = MethodHandles.privateLookupIn(Inflater.class, MethodHandles.lookup())
                        .unreflectSetter(pendingOutputField());
                Inflater any = new Inflater();
                for (int i = 0; i < EndedAtBirth.CALLS; i++) {
                    setter.invokeExact(any, false);
                }
                any.end();
                return setter;
            } catch (Throwable e) {
                // memory or stack that run out just here must not make every later stream fail to load this class
                return null;
            }
        }
    }

    /** Whether now only an open parent can be brought to answer what nobody can override. */
    static boolean needsOpenParent() {
        return HAS_PENDING_OUTPUT && !(ZipOpening.FOR_INFLATERS.isEarned() && canDoWithoutParent());
    }

    /** Asked once that is earned, or to see whether it can be. */
    static boolean canDoWithoutParent() {
        return !HAS_PENDING_OUTPUT || PendingOutput.SETTER != null;
    }

    final void zlibInput(InputCursor input) {
        if (input.isArray()) {
            super.setInput(input.array(), input.position(), input.remaining());
        } else {
            super.setInput(input.buffer());
        }
    }

    final int zlibInflate(byte[] output, int off, int len) throws DataFormatException {
        return super.inflate(output, off, len);
    }

    final int zlibInflate(ByteBuffer output) throws DataFormatException {
        return super.inflate(output);
    }

    /** What the JDK keeps in mind after it has inflated into an array. */
    final void zlibKeepsInMind(boolean pending) {
        pendingOutput = pending;
    }

    /**
     * Has the JDK keep in mind whether there is output for which there was no room, as if zlib served the stream. Without input
     * only.
     */
    final void zlibPendingOutput(boolean pending) {
        if (HAS_PENDING_OUTPUT && pending != pendingOutput) {
            if (needsOpenParent()) {
                bringToMind(pending);
            } else {
                setPendingOutput(pending);
            }
            pendingOutput = pending;
        }
    }

    private void bringToMind(boolean pending) {
        try {
            // nothing comes of nothing; but no room counts as filled
            super.inflate(ONE_BYTE, 0, pending ? 0 : 1);
        } catch (DataFormatException e) {
            throw new AssertionError("the parent has no data", e);
        }
    }

    private void setPendingOutput(boolean pending) {
        try {
            PendingOutput.SETTER.invokeExact((Inflater) this, pending);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new LinkageError("to set a field declares no exception", e);
        }
    }

    /** @param dictionary an array, or a direct buffer */
    final void zlibDictionary(Object dictionary, int off, int len) {
        if (dictionary instanceof byte[] array) {
            super.setDictionary(array, off, len);
        } else {
            super.setDictionary(Buffers.of(dictionary, off, len));
        }
    }

    final int zlibRemaining() {
        return super.getRemaining();
    }

    final boolean zlibNeedsInput() {
        return super.needsInput();
    }

    final boolean zlibNeedsDictionary() {
        return super.needsDictionary();
    }

    final boolean zlibFinished() {
        return super.finished();
    }

    final int zlibAdler() {
        return super.getAdler();
    }

    final long zlibRead() {
        return super.getBytesRead();
    }

    final long zlibWritten() {
        return super.getBytesWritten();
    }

    final void zlibReset() {
        super.reset();
    }

    /** Instead of the constructor: {@link EndedAtBirth}. */
    final void zlibHasEnded() {
        ended = true;
    }

    final boolean zlibIsEnded() {
        return ended;
    }

    final void zlibEnd() {
        if (!ended) {
            ended = true;
            super.end();
        }
    }
}
