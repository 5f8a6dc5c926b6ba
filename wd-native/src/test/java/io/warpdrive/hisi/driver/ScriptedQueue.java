// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.hisi.driver;

import static org.assertj.core.api.Assertions.assertThat;

import io.warpdrive.hisi.protocol.Limits;
import io.warpdrive.queue.WdMemory;
import io.warpdrive.queue.WdMode;
import io.warpdrive.queue.WdQueue;
import io.warpdrive.queue.ZipFlush;
import io.warpdrive.queue.ZipOperation;
import io.warpdrive.queue.ZipRequest;
import io.warpdrive.queue.ZipStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The driver's side of the rings, and a request to send; the test plays the device, and plays it badly. */
abstract class ScriptedQueue {
    static final long PATIENCE_NANOS = 20_000_000_000L;
    static final int LENGTH = 1000;

    final ScriptedDevice device = new ScriptedDevice(WdMode.SVA);
    WdQueue queue;
    WdMemory source;
    WdMemory destination;

    @BeforeEach
    void open() throws Exception {
        queue = device.requestQueue(ZipOperation.DEFLATE);
        source = WdMemory.allocate(LENGTH);
        destination = WdMemory.allocate(Limits.worstCase(LENGTH));
    }

    @AfterEach
    void close() {
        queue.close();
        source.close();
        destination.close();
    }

    final ZipRequest request() {
        return new ZipRequest()
                .operation(ZipOperation.DEFLATE)
                .flush(ZipFlush.FINISH)
                .source(source, 0, LENGTH)
                .destination(destination, 0, destination.size());
    }

    final ZipRequest sent() {
        ZipRequest request = request();
        assertThat(queue.send(request)).isTrue();
        assertThat(request.status()).isEqualTo(ZipStatus.SENT);
        return request;
    }

    final ZipStatus received(ZipRequest request) {
        return received(queue, request);
    }

    static ZipStatus received(WdQueue from, ZipRequest request) {
        from.recvSync(request, PATIENCE_NANOS);
        return request.status();
    }
}
