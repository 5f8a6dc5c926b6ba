// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.compress;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.Native;
import io.warpdrive.queue.WdDevice;
import io.warpdrive.streams.ChildJvm;
import io.warpdrive.zip.HwGZIPInputStream;
import io.warpdrive.zip.HwGZIPOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Commons Compress is optional. */
class WithoutCommonsCompressTest {

    /** Without it every user of the drop-ins would have to carry Commons Compress. */
    @Test
    void dropInsWorkWithoutIt() {
        String classPath = ChildJvm.classPathOf(
                HwGZIPOutputStream.class, WdDevice.class, Native.class, WithoutCommonsCompressTest.class);
        assertThat(classPath).doesNotContain("commons-compress");
        assertThat(ChildJvm.run(classPath, Map.of(), List.of(), RoundTrip.class))
                .contains("absent", "intact");
    }

    /** Compresses and decompresses where Commons Compress can't be loaded. */
    public static final class RoundTrip {
        private RoundTrip() {}

        public static void main(String[] arguments) throws IOException {
            try {
                Class.forName("org.apache.commons.compress.compressors.CompressorStreamProvider");
            } catch (ClassNotFoundException e) {
                System.out.println("absent");
            }
            ByteArrayOutputStream compressed = new ByteArrayOutputStream();
            try (OutputStream out = new HwGZIPOutputStream(compressed)) {
                out.write(new byte[1_000_000]);
            }
            try (InputStream in = new HwGZIPInputStream(new ByteArrayInputStream(compressed.toByteArray()))) {
                System.out.println(in.readAllBytes().length == 1_000_000 ? "intact" : "damaged");
            }
        }
    }
}
