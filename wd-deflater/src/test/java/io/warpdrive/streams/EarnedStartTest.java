// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.warpdrive.queue.WdDevice;
import io.warpdrive.zip.HwDeflater;
import io.warpdrive.zip.HwInflater;
import io.warpdrive.zip.WdStatistics;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.Adler32;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.junit.jupiter.api.Test;

/** {@code start=earned}, the default: nothing is loaded before zlib has cost the process what that costs. */
final class EarnedStartTest {

    private static List<String> run(Class<?> program, String... options) {
        List<String> all = new ArrayList<>(List.of("-Dwarpdrive.start=earned"));
        all.addAll(Arrays.asList(options));
        if (Runtime.version().feature() > 17) {
            all.add("--enable-native-access=ALL-UNNAMED");
        }
        String classPath = ChildJvm.classPathOf(HwDeflater.class, WdDevice.class, com.sun.jna.Native.class, program);
        return ChildJvm.run(classPath, Map.of(), all, program).lines().toList();
    }

    /** Without it a tool that compresses one answer pays more for loading than for all its work. */
    @Test
    void aFewMessagesLoadNoEngine() {
        List<String> lines = run(FewMessages.class, "-Xlog:class+load");
        assertThat(lines).anyMatch(line -> line.contains("io.warpdrive.zip.HwDeflater "));
        assertThat(lines).noneMatch(line -> line.contains("io.warpdrive.soft."));
        assertThat(lines).contains("deflate offloaded 0 zlib 20", "inflate offloaded 0 zlib 20");
    }

    /** Without it a program that works long stays on zlib, and one message of many megabytes as well. */
    @Test
    void messagesAreTheEnginesOnceItIsEarned() {
        assertThat(run(ManyMessages.class)).containsExactly("at first zlib", "in the end the engine");
        assertThat(run(OneMessage.class)).containsExactly("deflate offloaded 1 zlib 0", "inflate offloaded 1 zlib 0");
    }

    /** Without it a program whose streams all have a dictionary never gets the engine. */
    @Test
    void streamsThatCanNotGoOverEarnItAsWell() {
        assertThat(run(Dictionaries.class)).containsExactly("in the end the engine");
    }

    /** Without it a reader that sets the same dictionary at the same place gets other bytes. */
    @Test
    void aStreamWithADictionaryOnTheWayStaysWhole() {
        assertThat(run(DictionaryOnTheWay.class)).containsExactly("all bytes came back");
    }

    /** Without it an object that is reset while zlib still has a change of level in mind breaks its next stream. */
    @Test
    void aChangeOfLevelThatIsStillToComeOutlivesAReset() {
        assertThat(run(ChangeAndReset.class)).containsExactly("the next stream is right");
    }

    /** Without it the last bits that zlib made before the seam are lost, and the stream is broken. */
    @Test
    void aChangeOfLevelThatFoundNoRoomComesBeforeTheSeam() {
        assertThat(run(ChangeAtTheSeam.class)).containsExactly("40 streams are right");
    }

    /** Without it a stream that has begun on zlib stays there, however long it is, or loses or repeats bytes at the seam. */
    @Test
    void streamsOfEveryKindGoOver() {
        assertThat(run(ManyStreams.class)).containsExactly("400 streams are right", "gone over: true");
    }

    /** Twenty messages of 2 KB there and back. */
    static final class FewMessages {
        private FewMessages() {}

        public static void main(String[] arguments) throws Exception {
            byte[] message = StreamData.text(2048);
            for (int i = 0; i < 20; i++) {
                Streams.check(message, Streams.inflate(Streams.deflate(message)));
            }
            Streams.printStatistics();
        }
    }

    static final class ManyMessages {
        private ManyMessages() {}

        public static void main(String[] arguments) throws Exception {
            byte[] message = StreamData.text(2048);
            for (int i = 0; i < 20; i++) {
                Streams.deflate(message);
            }
            System.out.println(WdStatistics.deflate().zlib() == 20 ? "at first zlib" : "not zlib");
            for (int i = 0; i < 3000; i++) {
                Streams.check(message, Streams.inflate(Streams.deflate(message)));
            }
            boolean engine = WdStatistics.deflate().offloaded() > 1500
                    && WdStatistics.inflate().offloaded() > 1500;
            System.out.println(engine ? "in the end the engine" : "still zlib");
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

    static final class DictionaryOnTheWay {
        private static final int FIRST = 20_000;
        private static final int SECOND = 4_000_000;

        private DictionaryOnTheWay() {}

        public static void main(String[] arguments) throws Exception {
            byte[] data = StreamData.text(FIRST + SECOND);
            byte[] dictionary = StreamData.text(8000);
            Deflater deflater = new HwDeflater(6, true);
            byte[] packed = new byte[data.length];
            deflater.setInput(data, 0, FIRST);
            int first = deflater.deflate(packed, 0, packed.length, Deflater.SYNC_FLUSH);
            deflater.setDictionary(dictionary);
            // so much at once earns the engine
            deflater.setInput(data, FIRST, SECOND);
            int length = first;
            while (!deflater.needsInput()) {
                length += deflater.deflate(packed, length, packed.length - length);
            }
            deflater.finish();
            length += deflater.deflate(packed, length, packed.length - length);
            Streams.check(deflater.finished(), "the end");
            byte[] back = new byte[data.length];
            Inflater inflater = new Inflater(true);
            inflater.setInput(packed, 0, first);
            Streams.check(inflater.inflate(back) == FIRST, "the first part");
            inflater.setDictionary(dictionary);
            inflater.setInput(packed, first, length - first);
            Streams.check(inflater.inflate(back, FIRST, SECOND) == SECOND, "the second part's length");
            Streams.check(data, back);
            System.out.println("all bytes came back");
        }
    }

    static final class ChangeAtTheSeam {
        private static final int STREAMS = 40;

        private ChangeAtTheSeam() {}

        public static void main(String[] arguments) throws Exception {
            Random random = new Random(1);
            byte[] little = new byte[20];
            List<Deflater> deflaters = new ArrayList<>();
            List<byte[]> inputs = new ArrayList<>();
            List<ByteArrayOutputStream> outputs = new ArrayList<>();
            for (int i = 0; i < STREAMS; i++) {
                byte[] input = new byte[200_000 + 101 * i];
                for (int j = 0; j < input.length; j++) {
                    input[j] = (byte) (random.nextInt(5) == 0 ? ' ' : 'a' + random.nextInt(12));
                }
                Deflater deflater = new HwDeflater(6, true);
                ByteArrayOutputStream output = new ByteArrayOutputStream();
                deflater.setInput(input);
                output.write(little, 0, deflater.deflate(little));
                if (i % 2 == 0) {
                    deflater.setStrategy(Deflater.FILTERED);
                } else {
                    deflater.setLevel(1);
                }
                output.write(little, 0, deflater.deflate(little));
                deflaters.add(deflater);
                inputs.add(input);
                outputs.add(output);
            }
            Streams.deflate(StreamData.text(4 << 20));
            byte[] room = new byte[1 << 20];
            for (int i = 0; i < STREAMS; i++) {
                Deflater deflater = deflaters.get(i);
                while (!deflater.needsInput()) {
                    outputs.get(i).write(room, 0, deflater.deflate(room));
                }
                deflater.finish();
                while (!deflater.finished()) {
                    outputs.get(i).write(room, 0, deflater.deflate(room));
                }
                Inflater inflater = new Inflater(true);
                inflater.setInput(outputs.get(i).toByteArray());
                byte[] back = new byte[inputs.get(i).length];
                Streams.check(inflater.inflate(back) == back.length, "length");
                Streams.check(inputs.get(i), back);
            }
            System.out.println(STREAMS + " streams are right");
        }
    }

    static final class ChangeAndReset {
        private ChangeAndReset() {}

        public static void main(String[] arguments) throws Exception {
            byte[] noise = new byte[200_000];
            new Random(1).nextBytes(noise);
            byte[] message = StreamData.text(100_000);
            byte[] little = new byte[20];
            Deflater deflater = new HwDeflater();
            deflater.setInput(noise);
            deflater.deflate(little);
            deflater.setLevel(1);
            deflater.deflate(little);
            deflater.reset();
            ByteArrayOutputStream made = new ByteArrayOutputStream();
            byte[] output = new byte[1000];
            // the header comes before there is input
            made.write(output, 0, deflater.deflate(output));
            deflater.setInput(message);
            deflater.finish();
            while (!deflater.finished()) {
                made.write(output, 0, deflater.deflate(output));
            }
            Streams.check(message, Streams.inflate(made.toByteArray()));
            System.out.println("the next stream is right");
        }
    }

    static final class OneMessage {
        private OneMessage() {}

        public static void main(String[] arguments) throws Exception {
            byte[] message = StreamData.text(20 << 20);
            Streams.check(message, Streams.inflate(Streams.deflate(message)));
            Streams.printStatistics();
        }
    }

    /** Many streams begin together on zlib, by small pieces; on the way the engine is earned, and they go on in turn. */
    static final class ManyStreams {
        private static final int STREAMS = 400;
        private static final int STEPS = 60;

        private ManyStreams() {}

        public static void main(String[] arguments) throws Exception {
            Random random = new Random(1);
            byte[] data = StreamData.text(1 << 20);
            List<Streams> streams = new ArrayList<>();
            for (int i = 0; i < STREAMS; i++) {
                streams.add(new Streams(data, random));
            }
            for (int step = 0; step < STEPS; step++) {
                for (Streams stream : streams) {
                    stream.step();
                }
            }
            for (Streams stream : streams) {
                stream.finish();
            }
            System.out.println(STREAMS + " streams are right");
            System.out.println("gone over: " + (WdStatistics.deflate().offloaded() > STREAMS * 3 / 4));
        }
    }

    /** One stream, driven by chance, which compares all that can be asked with what was given and taken. */
    static final class Streams {
        private final byte[] data;
        private final Random random;
        private final boolean nowrap;
        private final Deflater deflater;
        private final int largestPiece;
        private final int room;
        private final boolean buffers;
        private final ByteArrayOutputStream given = new ByteArrayOutputStream();
        private final ByteArrayOutputStream made = new ByteArrayOutputStream();
        private final Adler32 adler = new Adler32();

        Streams(byte[] data, Random random) {
            this.data = data;
            this.random = random;
            this.nowrap = random.nextBoolean();
            this.deflater = new HwDeflater(random.nextInt(11) - 1, nowrap);
            if (random.nextInt(4) == 0) {
                deflater.setStrategy(random.nextInt(3));
            }
            this.largestPiece = random.nextBoolean() ? 1000 : 20_000;
            // with less than seven bytes zlib repeats a flush for ever
            this.room = random.nextInt(3) == 0 ? 7 + random.nextInt(40) : 4096;
            this.buffers = random.nextInt(3) == 0;
        }

        void step() {
            int length = random.nextInt(largestPiece);
            int from = random.nextInt(data.length - length);
            given.write(data, from, length);
            adler.update(data, from, length);
            if (buffers) {
                ByteBuffer piece =
                        random.nextBoolean() ? ByteBuffer.allocate(length) : ByteBuffer.allocateDirect(length);
                deflater.setInput(piece.put(data, from, length).flip());
            } else {
                deflater.setInput(data, from, length);
            }
            if (random.nextInt(20) == 0) {
                deflater.setLevel(random.nextInt(10));
            }
            int chance = random.nextInt(20);
            drain(chance == 0 ? Deflater.SYNC_FLUSH : chance == 1 ? Deflater.FULL_FLUSH : Deflater.NO_FLUSH);
        }

        private void drain(int flush) {
            int count;
            do {
                count = some(flush);
                if (random.nextInt(30) == 0) {
                    // where there may be no room for what that first hands out
                    deflater.setLevel(random.nextInt(10));
                }
            } while (!deflater.needsInput() || (flush != Deflater.NO_FLUSH && count == room));
            check(deflater.getBytesRead() == given.size(), "bytes read");
            check(deflater.getBytesWritten() == made.size(), "bytes written");
            check(nowrap || deflater.getAdler() == (int) adler.getValue(), "checksum");
        }

        private int some(int flush) {
            byte[] output = new byte[room];
            int count;
            if (buffers) {
                ByteBuffer buffer = ByteBuffer.allocateDirect(room);
                count = deflater.deflate(buffer, flush);
                check(buffer.position() == count, "position");
                buffer.flip().get(output, 0, count);
            } else {
                count = deflater.deflate(output, 0, room, flush);
            }
            made.write(output, 0, count);
            return count;
        }

        void finish() throws Exception {
            deflater.finish();
            while (!deflater.finished()) {
                some(Deflater.NO_FLUSH);
            }
            check(deflater.getBytesRead() == given.size(), "bytes read in the end");
            check(deflater.getBytesWritten() == made.size(), "bytes written in the end");
            deflater.end();
            Inflater inflater = new Inflater(nowrap);
            inflater.setInput(made.toByteArray());
            byte[] back = new byte[given.size() + 1];
            int count = inflater.inflate(back);
            check(inflater.finished() && inflater.getRemaining() == 0, "the end");
            check(given.toByteArray(), Arrays.copyOf(back, count));
            inflater.end();
        }

        static byte[] deflate(byte[] message) {
            Deflater deflater = new HwDeflater();
            deflater.setInput(message);
            deflater.finish();
            byte[] output = new byte[message.length + message.length / 8 + 64];
            int count = deflater.deflate(output);
            deflater.end();
            return Arrays.copyOf(output, count);
        }

        static byte[] inflate(byte[] packed) throws Exception {
            Inflater inflater = new HwInflater();
            inflater.setInput(packed);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            byte[] output = new byte[1 << 16];
            while (!inflater.finished()) {
                out.write(output, 0, inflater.inflate(output));
            }
            inflater.end();
            return out.toByteArray();
        }

        static void check(byte[] expected, byte[] actual) {
            check(Arrays.equals(expected, actual), "content");
        }

        private static void check(boolean holds, String what) {
            if (!holds) {
                throw new AssertionError(what + " is wrong");
            }
        }

        static void printStatistics() {
            WdStatistics deflate = WdStatistics.deflate();
            WdStatistics inflate = WdStatistics.inflate();
            System.out.println("deflate offloaded " + deflate.offloaded() + " zlib " + deflate.zlib());
            System.out.println("inflate offloaded " + inflate.offloaded() + " zlib " + inflate.zlib());
        }
    }
}
