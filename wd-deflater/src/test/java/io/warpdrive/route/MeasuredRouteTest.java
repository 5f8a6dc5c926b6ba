// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.warpdrive.queue.WdDevice;
import io.warpdrive.streams.ChildJvm;
import io.warpdrive.zip.HwDeflater;
import io.warpdrive.zip.HwInflater;
import io.warpdrive.zip.WdStatistics;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.junit.jupiter.api.Test;

/** Without this it is measured who is faster, and nobody asks. */
class MeasuredRouteTest {

    @Test
    void whatZlibDoesFasterIsZlibs() {
        assertThat(run()).containsExactly("level 6 zlib", "level 5 engine", "inflate zlib");
    }

    @Test
    void whoNamesADeviceGetsIt() {
        assertThat(run("-Dwarpdrive.device=soft"))
                .containsExactly("level 6 engine", "level 5 engine", "inflate engine");
    }

    private static List<String> run(String... options) {
        List<String> all = new ArrayList<>(List.of("-Dwarpdrive.start=eager"));
        all.addAll(Arrays.asList(options));
        if (Runtime.version().feature() > 17) {
            all.add("--enable-native-access=ALL-UNNAMED");
        }
        String classPath =
                ChildJvm.classPathOf(HwDeflater.class, WdDevice.class, com.sun.jna.Native.class, Program.class);
        return ChildJvm.run(classPath, Map.of(), all, Program.class).lines().toList();
    }

    static final class Program {
        private static final int BYTES = 2000;

        private Program() {}

        public static void main(String[] arguments) throws Exception {
            byte[] packed = new byte[BYTES];
            byte[] message = new byte[10 * BYTES];
            Arrays.fill(message, (byte) 'a');
            for (int i = 0; i < 2 * Costs.LEAD; i++) {
                Router.deflate().costs().measured(6, message.length, BYTES, 1000, 2000);
            }
            for (int level = 6; level >= 5; level--) {
                long before = WdStatistics.deflate().zlib();
                Deflater deflater = new HwDeflater(level);
                deflater.setInput(message);
                deflater.finish();
                deflater.deflate(packed);
                deflater.end();
                System.out.println(
                        "level " + level + server(WdStatistics.deflate().zlib() > before));
            }
            int length = packed.length;
            for (int i = 0; i < 2 * Costs.LEAD; i++) {
                Router.inflate().costs().measured(0, length, length, 1000, 2000);
            }
            Inflater inflater = new HwInflater();
            inflater.setInput(packed);
            if (inflater.inflate(new byte[message.length]) != message.length) {
                throw new AssertionError("the message has changed");
            }
            inflater.end();
            System.out.println("inflate" + server(WdStatistics.inflate().zlib() > 0));
        }

        private static String server(boolean zlib) {
            return zlib ? " zlib" : " engine";
        }
    }
}
