// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.warpdrive.zip.HwGZIPOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Builds that must give the same bytes on every machine get zlib's (17). */
class ReproducibleOutputTest {
    private static final String SAME = "same as zlib";

    /** Without it every reproducible build that sets the variable would break when the drop-ins come in. */
    @Test
    void sourceDateEpochKeepsZlibsBytes() {
        assertThat(run(Map.of("SOURCE_DATE_EPOCH", "1700000000"), List.of())).contains(SAME);
    }

    /** Without it there would be no way to ask for it. */
    @Test
    void reproducibleSwitchKeepsZlibsBytes() {
        assertThat(run(Map.of(), List.of("-Dwarpdrive.reproducible=true"))).contains(SAME);
    }

    private static String run(Map<String, String> environment, List<String> options) {
        return ChildJvm.run(System.getProperty("java.class.path"), environment, options, Compress.class);
    }

    /** Compresses with both implementations and compares. */
    public static final class Compress {
        private Compress() {}

        public static void main(String[] arguments) throws IOException {
            byte[] data = StreamData.text(2_000_000);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            try (OutputStream gzip = new HwGZIPOutputStream(out)) {
                gzip.write(data);
            }
            System.out.println(Arrays.equals(out.toByteArray(), StreamData.gzip(data)) ? SAME : "different");
        }
    }
}
