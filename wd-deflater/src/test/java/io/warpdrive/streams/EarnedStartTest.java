// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.warpdrive.zip.HwDeflater;
import io.warpdrive.zip.WdStatistics;
import java.util.List;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;

/** {@code start=earned}, the default: nothing is loaded before zlib has cost the process what that costs. */
final class EarnedStartTest {

    /** Without it a tool that compresses one answer pays more for loading than for all its work. */
    @Test
    void aFewMessagesLoadNoEngine() {
        List<String> lines = EarnedStream.run(FewMessages.class, "-Xlog:class+load");
        assertThat(lines).anyMatch(line -> line.contains("io.warpdrive.zip.HwDeflater "));
        assertThat(lines).noneMatch(line -> line.contains("io.warpdrive.soft."));
        assertThat(lines).contains("deflate offloaded 0 zlib 20", "inflate offloaded 0 zlib 20");
    }

    /** Without it a program that works long stays on zlib, and one message of many megabytes as well. */
    @Test
    void messagesAreTheEnginesOnceItIsEarned() {
        assertThat(EarnedStream.run(ManyMessages.class)).containsExactly("at first zlib", "in the end the engine");
        assertThat(EarnedStream.run(OneMessage.class))
                .containsExactly("deflate offloaded 1 zlib 0", "inflate offloaded 1 zlib 0");
    }

    /** Without it a program whose streams all have a dictionary never gets the engine. */
    @Test
    void streamsThatCanNotGoOverEarnItAsWell() {
        assertThat(EarnedStream.run(Dictionaries.class)).containsExactly("in the end the engine");
    }

    /** Twenty messages of 2 KB there and back. */
    static final class FewMessages {
        private FewMessages() {}

        public static void main(String[] arguments) throws Exception {
            byte[] message = StreamData.text(2048);
            for (int i = 0; i < 20; i++) {
                EarnedStream.check(message, EarnedStream.inflate(EarnedStream.deflate(message)));
            }
            EarnedStream.printStatistics();
        }
    }

    static final class ManyMessages {
        private ManyMessages() {}

        public static void main(String[] arguments) throws Exception {
            byte[] message = StreamData.text(2048);
            for (int i = 0; i < 20; i++) {
                EarnedStream.deflate(message);
            }
            System.out.println(WdStatistics.deflate().zlib() == 20 ? "at first zlib" : "not zlib");
            for (int i = 0; i < 3000; i++) {
                EarnedStream.check(message, EarnedStream.inflate(EarnedStream.deflate(message)));
            }
            boolean engine = WdStatistics.deflate().offloaded() > 1500
                    && WdStatistics.inflate().offloaded() > 1500;
            System.out.println(engine ? "in the end the engine" : "still zlib");
        }
    }

    static final class OneMessage {
        private OneMessage() {}

        public static void main(String[] arguments) throws Exception {
            byte[] message = StreamData.text(20 << 20);
            EarnedStream.check(message, EarnedStream.inflate(EarnedStream.deflate(message)));
            EarnedStream.printStatistics();
        }
    }

    static final class Dictionaries {
        private Dictionaries() {}

        public static void main(String[] arguments) {
            byte[] message = StreamData.text(48_000);
            Deflater deflater = new HwDeflater(6, true);
            byte[] output = new byte[2 * message.length];
            for (int i = 0; i < 200; i++) {
                deflater.reset();
                deflater.setDictionary(message, 0, 8192);
                deflater.setInput(message, 8192, message.length - 8192);
                deflater.finish();
                deflater.deflate(output);
            }
            deflater.end();
            System.out.println(WdStatistics.deflate().offloaded() > 100 ? "in the end the engine" : "still zlib");
        }
    }
}
