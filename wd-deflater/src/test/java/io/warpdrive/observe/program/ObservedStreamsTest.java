// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.observe.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.warpdrive.queue.ZipOperation;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntSupplier;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The observed classes do what their parents do, and keep a true account. */
final class ObservedStreamsTest {
    private static final int CALLS = 400;

    private final Program program = new Program();

    /** Without it a program that is only observed writes other bytes, or gets other answers. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void aDeflaterAnswersAsItsParentDoes(long seed) {
        boolean nowrap = seed % 2 == 0;
        Deflater observed = program.deflater(6, nowrap);
        Deflater parent = new Deflater(6, nowrap);
        List<Object> answers = deflaterAnswers(observed, new Random(seed));
        assertThat(answers).isEqualTo(deflaterAnswers(parent, new Random(seed)));
        assertThat(answers).hasSizeGreaterThan(CALLS);
    }

    private static List<Object> deflaterAnswers(Deflater deflater, Random random) {
        List<Object> answers = new ArrayList<>();
        for (int i = 0; i < CALLS; i++) {
            switch (random.nextInt(12)) {
                case 0, 1, 2 -> deflater.setInput(words(random, random.nextInt(9000)));
                case 3 -> deflater.setInput(ByteBuffer.wrap(words(random, random.nextInt(3000))));
                case 4 -> answers.add(refusal(() -> deflater.setLevel(random.nextInt(12) - 1)));
                case 5 -> answers.add(refusal(() -> deflater.setStrategy(random.nextInt(3))));
                case 6 -> answers.add(refusal(() -> deflater.setDictionary(words(random, 200))));
                case 7 -> {
                    ByteBuffer direct = ByteBuffer.allocateDirect(random.nextInt(2000));
                    answers.add(answer(() -> deflater.deflate(direct, flush(random))));
                    answers.add(direct.flip());
                }
                case 8 -> {
                    if (random.nextInt(4) == 0) {
                        deflater.finish();
                    }
                }
                case 9 -> {
                    if (deflater.finished() || random.nextInt(20) == 0) {
                        deflater.reset();
                    }
                }
                default -> {
                    byte[] output = new byte[6 + random.nextInt(4000)];
                    answers.add(answer(() -> deflater.deflate(output, 1, output.length - 1, flush(random))));
                    answers.add(Arrays.hashCode(output));
                }
            }
            answers.add(List.of(
                    deflater.getBytesRead(),
                    deflater.getBytesWritten(),
                    deflater.getAdler(),
                    deflater.needsInput(),
                    deflater.finished()));
        }
        deflater.end();
        answers.add(String.valueOf(catchThrowable(() -> deflater.deflate(new byte[10]))));
        deflater.end();
        return answers;
    }

    private static int flush(Random random) {
        int[] flushes = {Deflater.NO_FLUSH, Deflater.NO_FLUSH, Deflater.SYNC_FLUSH, Deflater.FULL_FLUSH};
        return flushes[random.nextInt(flushes.length)];
    }

    /** What zlib refuses is an answer, too. */
    private static String refusal(Runnable call) {
        return String.valueOf(catchThrowable(call::run));
    }

    private static String answer(IntSupplier call) {
        int[] written = new int[1];
        return catchThrowable(() -> written[0] = call.getAsInt()) + " " + written[0];
    }

    private static byte[] words(Random random, int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) ("etaoin shrdlu".charAt(Math.min(12, random.nextInt(20))) + random.nextInt(2));
        }
        return bytes;
    }

    /** Without it damaged data, a dictionary or a small buffer meets another inflater than without the agent. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void anInflaterAnswersAsItsParentDoes(long seed) {
        boolean nowrap = seed % 2 == 0;
        List<Object> answers = inflaterAnswers(program.inflater(nowrap), nowrap, new Random(seed));
        assertThat(answers).isEqualTo(inflaterAnswers(new Inflater(nowrap), nowrap, new Random(seed)));
        assertThat(answers).hasSizeGreaterThan(CALLS / 2);
    }

    private static List<Object> inflaterAnswers(Inflater inflater, boolean nowrap, Random random) {
        List<Object> answers = new ArrayList<>();
        byte[] dictionary = words(random, 300);
        for (int stream = 0; stream < 20; stream++) {
            byte[] packed = packed(random, nowrap, dictionary);
            if (random.nextInt(3) == 0) {
                packed[random.nextInt(packed.length)] ^= 4;
            }
            int off = 0;
            for (int call = 0; call < 40 && !inflater.finished(); call++) {
                if (inflater.needsInput() && off < packed.length) {
                    int length = Math.min(packed.length - off, 1 + random.nextInt(600));
                    inflater.setInput(packed, off, length);
                    off += length;
                }
                byte[] output = new byte[1 + random.nextInt(2000)];
                ByteBuffer direct = ByteBuffer.allocateDirect(output.length);
                boolean buffered = random.nextInt(3) == 0;
                try {
                    answers.add(buffered ? inflater.inflate(direct) : inflater.inflate(output));
                } catch (DataFormatException e) {
                    answers.add(String.valueOf(e));
                    break;
                }
                answers.add(Arrays.hashCode(output) + direct.hashCode());
                if (inflater.needsDictionary()) {
                    inflater.setDictionary(dictionary);
                }
                answers.add(List.of(
                        inflater.getBytesRead(),
                        inflater.getBytesWritten(),
                        inflater.getAdler(),
                        inflater.getRemaining(),
                        inflater.needsInput()));
            }
            inflater.reset();
        }
        inflater.end();
        answers.add(String.valueOf(catchThrowable(() -> inflater.inflate(new byte[10]))));
        return answers;
    }

    private static byte[] packed(Random random, boolean nowrap, byte[] dictionary) {
        Deflater deflater = new Deflater(6, nowrap);
        if (!nowrap && random.nextBoolean()) {
            deflater.setDictionary(dictionary);
        }
        deflater.setInput(words(random, 1 + random.nextInt(20_000)));
        deflater.finish();
        byte[] output = new byte[30_000];
        int length = deflater.deflate(output);
        deflater.end();
        return Arrays.copyOf(output, length);
    }

    /** Without it the report tells of streams or bytes that never were, or forgets some. */
    @Test
    void everyStreamAndByteIsCountedOnce() throws IOException {
        byte[] data = words(new Random(1), 300_000);
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        long packedBytes = 0;
        for (int length : new int[] {100, 1500, 9000, 300_000}) {
            packed.reset();
            Deflater deflater = program.deflater(9, false);
            try (OutputStream out = new DeflaterOutputStream(packed, deflater)) {
                out.write(data, 0, length);
            }
            deflater.end();
            packedBytes += packed.size();
            Inflater inflater = program.inflater(false);
            byte[] plain =
                    new InflaterInputStream(new ByteArrayInputStream(packed.toByteArray()), inflater).readAllBytes();
            assertThat(plain).isEqualTo(Arrays.copyOf(data, length));
            inflater.end();
        }
        List<Findings.Line> lines = program.finish().lines();
        long plainBytes = 100 + 1500 + 9000 + 300_000;
        assertThat(sums(lines, ZipOperation.DEFLATE)).containsExactly(4L, plainBytes, packedBytes);
        assertThat(sums(lines, ZipOperation.INFLATE)).containsExactly(4L, packedBytes, plainBytes);
        assertThat(lines).allSatisfy(line -> assertThat(line.nanos()).isPositive());
    }

    private static long[] sums(List<Findings.Line> lines, ZipOperation operation) {
        long[] sums = new long[3];
        for (Findings.Line line : lines) {
            if (line.kind().operation() == operation) {
                sums[0] += line.streams();
                sums[1] += line.in();
                sums[2] += line.out();
            }
        }
        return sums;
    }

    /** Without it a long stream's first part is a short stream in the report, and the rest of it is of no stream at all. */
    @Test
    void aStreamThatGrowsIsOneStreamOfItsSize() throws DataFormatException {
        byte[] data = words(new Random(1), 300_000);
        Deflater deflater = program.deflater(6, true);
        deflater.setInput(data);
        deflater.finish();
        byte[] packed = new byte[400_000];
        int length = deflater.deflate(packed);
        deflater.end();
        Inflater inflater = program.inflater(true);
        inflater.setInput(packed, 0, length);
        while (!inflater.finished()) {
            assertThat(inflater.inflate(new byte[100])).isPositive();
        }
        inflater.end();
        List<Findings.Line> lines = program.finish().lines();
        assertThat(lines).hasSize(2).allSatisfy(line -> {
            assertThat(line.kind().size()).isEqualTo(SizeClass.ENDLESS);
            assertThat(line.streams()).isEqualTo(1);
        });
        assertThat(sums(lines, ZipOperation.INFLATE)).containsExactly(1, length, data.length);
    }

    /** Without it a server's connections, which are open when it is stopped, are not in its report. */
    @Test
    void aStreamThatNeverEndsIsCountedAtEachFlush() {
        Deflater deflater = program.deflater(6, true);
        byte[] output = new byte[4096];
        for (int i = 0; i < 3; i++) {
            deflater.setInput(words(new Random(i), 1000));
            assertThat(deflater.deflate(output, 0, output.length, Deflater.SYNC_FLUSH))
                    .isPositive();
        }
        Findings.Line line = program.finish().lines().get(0);
        assertThat(line.kind().flushed()).isTrue();
        assertThat(line.kind().size()).isEqualTo(SizeClass.SHORT);
        assertThat(line.in()).isEqualTo(3000);
        deflater.end();
    }

    /** Without it all that the report says about places is java.util.zip, or us. */
    @Test
    void aPlaceIsTheFirstClassThatIsNeitherOursNorTheJdks() {
        // this test is of our loader, so that its caller outside of us is the one to be found
        Deflater deflater = program.deflater(6, true);
        deflater.setInput(new byte[10]);
        deflater.finish();
        deflater.deflate(new byte[100]);
        deflater.end();
        CallSite site = program.finish().lines().get(0).kind().site();
        assertThat(site.type()).startsWith("org.junit.");
        assertThat(site.method()).isNotEmpty();
        assertThat(site.line()).isPositive();
    }

    /** Without it the figures of a program that makes an object for each message are a part of what they were. */
    @Test
    void objectsThatAreNotAskedAreCountedWithThoseLikeThem() {
        byte[] output = new byte[1000];
        for (int i = 0; i < 5000; i++) {
            Deflater deflater = program.deflater(6, true);
            deflater.setInput(output, 0, 100 + i % 2 * 300);
            deflater.finish();
            assertThat(deflater.deflate(output)).isPositive();
            deflater.end();
        }
        List<Findings.Line> lines = program.finish().lines();
        assertThat(lines).hasSize(2).noneMatch(line -> line.kind().site().equals(CallSite.NOT_ASKED));
        assertThat(sums(lines, ZipOperation.DEFLATE)).startsWith(5000, 2500 * 100 + 2500 * 400);
    }

    /** Without it a program that makes its classes as it runs fills the report and the memory. */
    @Test
    void kindsBeyondTheBoundAreOne() {
        Group first =
                program.group(new Kind(new CallSite("c", "m", 1), ZipOperation.DEFLATE, 6, SizeClass.TINY, false));
        Group last = first;
        for (int i = 2; i < 5000; i++) {
            last = program.group(new Kind(new CallSite("c", "m", i), ZipOperation.DEFLATE, 6, SizeClass.TINY, false));
        }
        assertThat(last.kind().site()).isEqualTo(CallSite.UNKNOWN);
        assertThat(program.finish().lines()).hasSizeLessThan(500);
    }
}
