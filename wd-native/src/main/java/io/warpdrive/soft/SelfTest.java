// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.soft;

import io.warpdrive.queue.WdException;
import io.warpdrive.queue.WdMemory;
import io.warpdrive.queue.ZipFlush;
import io.warpdrive.queue.ZipOperation;
import io.warpdrive.queue.ZipRequest;
import io.warpdrive.queue.ZipStatus;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Tries out an engine right after it was loaded: a library of the right name but with other structures must not get near
 * anybody's data.
 */
final class SelfTest {
    private static final int LENGTH = 4096;
    private static final int ROOM = 2 * LENGTH;

    private SelfTest() {}

    /**
     * Compresses a block and lets the JDK inflate it.
     *
     * @throws IllegalStateException when what comes back is not what went in
     */
    static void run(Consumer<ZipRequest> deflate) {
        byte[] plain = new byte[LENGTH];
        for (int i = 0; i < LENGTH; i++) {
            plain[i] = (byte) (i % 61 * (i >>> 8));
        }
        try (WdMemory source = WdMemory.allocate(LENGTH);
                WdMemory destination = WdMemory.allocate(ROOM)) {
            source.buffer().put(0, plain);
            ZipRequest request = new ZipRequest()
                    .operation(ZipOperation.DEFLATE)
                    .flush(ZipFlush.FINISH)
                    .source(source, 0, LENGTH)
                    .destination(destination, 0, ROOM);
            deflate.accept(request);
            byte[] packed = new byte[request.produced()];
            destination.buffer().get(0, packed);
            if (request.status() != ZipStatus.OK || !Arrays.equals(plain, inflate(packed))) {
                throw new IllegalStateException("self-test failed: " + request.status());
            }
        } catch (WdException | DataFormatException e) {
            throw new IllegalStateException("self-test failed: " + e.getMessage(), e);
        }
    }

    private static byte[] inflate(byte[] packed) throws DataFormatException {
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(packed);
            byte[] plain = new byte[LENGTH];
            return inflater.inflate(plain) == LENGTH ? plain : packed;
        } finally {
            inflater.end();
        }
    }
}
