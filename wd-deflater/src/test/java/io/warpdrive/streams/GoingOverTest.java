// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.warpdrive.zip.HwDeflater;
import io.warpdrive.zip.WdStatistics;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.junit.jupiter.api.Test;

/** Streams that begin on zlib, and go over to the engine once it is earned: none of them loses a byte at the seam. */
final class GoingOverTest {

    /** Without it a reader that sets the same dictionary at the same place gets other bytes. */
    @Test
    void aStreamWithADictionaryOnTheWayStaysWhole() {
        assertThat(EarnedStream.run(DictionaryOnTheWay.class)).containsExactly("all bytes came back");
    }

    /** Without it an object that is reset while zlib still has a change of level in mind breaks its next stream. */
    @Test
    void aChangeOfLevelThatIsStillToComeOutlivesAReset() {
        assertThat(EarnedStream.run(ChangeAndReset.class)).containsExactly("the next stream is right");
    }

    /** Without it the last bits that zlib made before the seam are lost, and the stream is broken. */
    @Test
    void aChangeOfLevelThatFoundNoRoomComesBeforeTheSeam() {
        assertThat(EarnedStream.run(ChangeAtTheSeam.class)).containsExactly("40 streams are right");
    }

    /** Without it a stream that has begun on zlib stays there, however long it is, or loses or repeats bytes at the seam. */
    @Test
    void streamsOfEveryKindGoOver() {
        assertThat(EarnedStream.run(ManyStreams.class)).containsExactly("400 streams are right", "gone over: true");
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
            EarnedStream.check(deflater.finished(), "the end");
            byte[] back = new byte[data.length];
            Inflater inflater = new Inflater(true);
            inflater.setInput(packed, 0, first);
            EarnedStream.check(inflater.inflate(back) == FIRST, "the first part");
            inflater.setDictionary(dictionary);
            inflater.setInput(packed, first, length - first);
            EarnedStream.check(inflater.inflate(back, FIRST, SECOND) == SECOND, "the second part's length");
            EarnedStream.check(data, back);
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
            EarnedStream.deflate(StreamData.text(4 << 20));
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
                EarnedStream.check(inflater.inflate(back) == back.length, "length");
                EarnedStream.check(inputs.get(i), back);
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
            EarnedStream.check(message, EarnedStream.inflate(made.toByteArray()));
            System.out.println("the next stream is right");
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
            List<EarnedStream> streams = new ArrayList<>();
            for (int i = 0; i < STREAMS; i++) {
                streams.add(new EarnedStream(data, random));
            }
            for (int step = 0; step < STEPS; step++) {
                for (EarnedStream stream : streams) {
                    stream.step();
                }
            }
            for (EarnedStream stream : streams) {
                stream.finish();
            }
            System.out.println(STREAMS + " streams are right");
            System.out.println("gone over: " + (WdStatistics.deflate().offloaded() > STREAMS * 3 / 4));
        }
    }
}
