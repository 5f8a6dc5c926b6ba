// SPDX-License-Identifier: Apache-2.0
package sample;

import io.ktor.util.ContentEncoder;
import io.ktor.util.DeflateEncoder;
import io.ktor.util.GZipEncoder;
import io.ktor.utils.io.ByteChannelCtorKt;
import io.ktor.utils.io.ByteReadChannel;
import io.ktor.utils.io.jvm.javaio.BlockingKt;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import kotlin.coroutines.EmptyCoroutineContext;

/** What Ktor's Compression and ContentEncoding plug-ins do to bodies. */
final class Contents {
    private Contents() {}

    static void run() throws IOException {
        for (Data.Item item : Data.items()) {
            encoded(GZipEncoder.INSTANCE, item);
            encoded(DeflateEncoder.INSTANCE, item);
        }
    }

    private static void encoded(ContentEncoder encoder, Data.Item item) throws IOException {
        byte[] packed = all(encoder.encode(channel(item.bytes()), EmptyCoroutineContext.INSTANCE));
        byte[] arrived = all(encoder.decode(channel(packed), EmptyCoroutineContext.INSTANCE));
        Data.print(encoder.getName() + " " + item.name(), item.bytes(), arrived);
        if (encoder == GZipEncoder.INSTANCE) {
            try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
                Data.print("for others " + item.name(), item.bytes(), in.readAllBytes());
            }
        }
    }

    private static ByteReadChannel channel(byte[] bytes) {
        return ByteChannelCtorKt.ByteReadChannel(bytes, 0, bytes.length);
    }

    private static byte[] all(ByteReadChannel channel) throws IOException {
        try (InputStream in = BlockingKt.toInputStream(channel, null)) {
            return in.readAllBytes();
        }
    }
}
