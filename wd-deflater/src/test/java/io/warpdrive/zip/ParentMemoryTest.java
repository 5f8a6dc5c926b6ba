// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.zip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.warpdrive.streams.ChildJvm;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.junit.jupiter.api.Test;

/** What becomes of the native memory that the parents' constructors take: a stream in place has no use for it. */
final class ParentMemoryTest {
    private static final int OBJECTS = 300;
    private static final byte[] MESSAGE = Sample.text(2048, 71);

    /** Without it a server's idle connections take twice as much memory as with the JDK alone: two states each. */
    @Test
    void deflatersAtRestDoNotHoldTheParentsMemory() {
        assertThat(ChildJvm.run(
                        System.getProperty("java.class.path"),
                        Map.of(),
                        List.of("--add-opens=java.base/java.util.zip=ALL-UNNAMED"),
                        AtRest.class))
                .contains("as it should be");
    }

    /** In a process of its own: what others have freed would be taken again, by whoever comes first. */
    static final class AtRest {
        private AtRest() {}

        public static void main(String[] args) throws IOException {
            atRest(Implementation.WARPDRIVE).end();
            long before = resident();
            List<Deflater> own = deflaters(Implementation.WARPDRIVE);
            long between = resident();
            List<Deflater> jdk = deflaters(Implementation.JDK);
            long after = resident();
            own.forEach(Deflater::end);
            jdk.forEach(Deflater::end);
            // twice as much with the parent's, which has nothing in it, and a quarter more without
            assertThat((between - before) / (double) (after - between)).isLessThan(1.6);
            System.out.println("as it should be");
        }
    }

    private static List<Deflater> deflaters(Implementation implementation) {
        return IntStream.range(0, OBJECTS).mapToObj(i -> atRest(implementation)).toList();
    }

    private static Deflater atRest(Implementation implementation) {
        Deflater deflater = implementation.deflater(Deflater.DEFAULT_COMPRESSION, Format.RAW);
        Streams.flush(deflater, MESSAGE, Deflater.SYNC_FLUSH, 8192);
        return deflater;
    }

    private static long resident() throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc/self/smaps_rollup"))) {
            return lines.filter(line -> line.startsWith("Rss:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .sum();
        }
    }

    /**
     * Without it a method that a newer JDK adds to its classes says "has been closed" of an open object, or changes what
     * nobody compresses: each has to be overridden, or to rest on those that are.
     */
    @Test
    void everyMethodOfTheParentsIsKnown() {
        assertThat(inherited(Deflater.class, HwDeflater.class))
                .isSubsetOf(
                        "setInput(byte[])",
                        "setDictionary(byte[])",
                        "deflate(byte[])",
                        "deflate(byte[],int,int)",
                        "deflate(java.nio.ByteBuffer)",
                        "getTotalIn()",
                        "getTotalOut()",
                        "shouldFinish()",
                        "close()");
        assertThat(inherited(Inflater.class, HwInflater.class))
                .isSubsetOf(
                        "setInput(byte[])",
                        "setDictionary(byte[])",
                        "inflate(byte[])",
                        "getTotalIn()",
                        "getTotalOut()",
                        "hasPendingOutput()",
                        "close()");
    }

    private static List<String> inherited(Class<?> parent, Class<?> dropIn) {
        List<String> overridden = signatures(dropIn);
        return Stream.concat(Stream.of("close()"), signatures(parent).stream())
                .filter(each -> !overridden.contains(each))
                .collect(Collectors.toList());
    }

    private static List<String> signatures(Class<?> owner) {
        return Arrays.stream(owner.getDeclaredMethods())
                .filter(each ->
                        (each.getModifiers() & (Modifier.PRIVATE | Modifier.STATIC)) == 0 && !each.isSynthetic())
                .map(ParentMemoryTest::signature)
                .toList();
    }

    private static String signature(Method method) {
        return method.getName()
                + Arrays.stream(method.getParameterTypes())
                        .map(Class::getTypeName)
                        .collect(Collectors.joining(",", "(", ")"));
    }

    /** Without it each short message pays for a stream of zlib's that nobody uses, which can take longer than all the rest. */
    @Test
    void whatAnEngineServesTakesNothingOfTheParents() throws Exception {
        // the first makes the router, which knows that there is an engine
        for (int i = 0; i < 2; i++) {
            HwDeflater deflater = HwDeflater.of(6, true);
            HwInflater inflater = HwInflater.of(true);
            assertThat(Streams.inflate(inflater, Streams.deflate(deflater, MESSAGE)))
                    .isEqualTo(MESSAGE);
            deflater.end();
            inflater.end();
        }
        // from Java 26 on the JVM would warn of it
        boolean without = ParentFields.areSeen() && Runtime.version().feature() < 26;
        assertThat(ParentFields.isGivenBack(HwDeflater.of(6, true))).isEqualTo(without);
        assertThat(ParentFields.isGivenBack(HwInflater.of(true))).isEqualTo(without);
        assertThat(ParentFields.isGivenBack(new HwDeflater(6, true))).isFalse();
        assertThat(ParentFields.isGivenBack(new HwInflater(true))).isFalse();
    }

    /** Without it a program that makes a few messages pays more for making them cheap than for all of them. */
    @Test
    void whoMakesFewDoesNotPayForDoingWithoutParents() {
        assertThat(ChildJvm.run(
                        System.getProperty("java.class.path"),
                        Map.of(),
                        List.of("-Dwarpdrive.start=earned", "--add-opens=java.base/java.util.zip=ALL-UNNAMED"),
                        ManyDeflaters.class))
                .contains(
                        Runtime.version().feature() < 26 ? "the first thousands have parents" : "100000 have parents");
    }

    /** Counts those that have parents. */
    static final class ManyDeflaters {
        private static final int MOST = 100_000;

        private ManyDeflaters() {}

        public static void main(String[] args) {
            HwDeflater first = new HwDeflater(6, true);
            // earns the engine
            Streams.deflate(first, Sample.text(2 << 20, 1));
            first.end();
            int parents = 0;
            boolean hasParent = true;
            while (hasParent && parents < MOST) {
                HwDeflater deflater = HwDeflater.of(6, true);
                hasParent = !ParentFields.isGivenBack(deflater);
                parents += hasParent ? 1 : 0;
                deflater.end();
            }
            boolean some = parents > 1000 && parents < MOST;
            System.out.println((some ? "the first thousands" : parents) + " have parents");
        }
    }

    /** Without it a level that zlib refuses is taken, or an ended object does not say so as the JDK's. */
    @Test
    void whatHasNoParentRefusesWhatTheJdkRefuses() {
        whatAnEngineServes().end();
        assertThatThrownBy(() -> HwDeflater.of(10, true)).isInstanceOf(IllegalArgumentException.class);
        for (Deflater deflater : List.of(new Deflater(6), HwDeflater.of(6, false))) {
            deflater.end();
            assertThatThrownBy(() -> deflater.deflate(new byte[1]))
                    .isInstanceOfAny(NullPointerException.class, IllegalStateException.class)
                    .hasMessage("Deflater has been closed");
        }
        for (Inflater inflater : List.of(new Inflater(), HwInflater.of(false))) {
            inflater.end();
            assertThatThrownBy(() -> inflater.inflate(new byte[1]))
                    .isInstanceOfAny(NullPointerException.class, IllegalStateException.class)
                    .hasMessage("Inflater has been closed");
        }
    }

    /** Makes the router. */
    private static Deflater whatAnEngineServes() {
        Deflater deflater = HwDeflater.of(6, true);
        Streams.deflate(deflater, MESSAGE);
        return deflater;
    }

    /** Without it an object that goes over to zlib after streams in place is closed, or compresses otherwise than zlib. */
    @Test
    void zlibTakesOverWhereTheParentsMemoryIsGone() {
        assertThat(ChildJvm.run(
                        System.getProperty("java.class.path"),
                        Map.of(),
                        List.of(
                                "-Dwarpdrive.min=1000",
                                "-Dsequences.count=400",
                                "--add-opens=java.base/java.util.zip=ALL-UNNAMED"),
                        ShortOnZlib.class))
                .contains("all the same");
    }

    /** Short streams are zlib's, long ones are served in place. */
    static final class ShortOnZlib {
        private ShortOnZlib() {}

        public static void main(String[] args) throws Exception {
            for (Format format : Format.ALL) {
                deflate(format);
                inflate(format);
            }
            new DeflateDifferentialTest().randomCallsDoTheSameOnBoth();
            new InflateDifferentialTest().randomStreamsDoTheSameOnBoth();
            System.out.println("all the same");
        }

        private static void deflate(Format format) {
            HwDeflater deflater = new HwDeflater(6, format.nowrap());
            assertThat(Streams.deflate(deflater, MESSAGE)).isNotEmpty();
            assertThat(ParentFields.isGivenBack(deflater)).isTrue();
            byte[] text = Sample.text(500, 72);
            for (int i = 0; i < 2; i++) {
                deflater.reset();
                assertThat(Streams.deflate(deflater, text)).isEqualTo(Streams.jdkDeflate(format, 6, text));
            }
            deflater.reset();
            assertThat(Streams.deflate(deflater, MESSAGE)).isNotEmpty();
            deflater.end();
        }

        private static void inflate(Format format) throws Exception {
            HwInflater inflater = new HwInflater(format.nowrap());
            byte[] large = Sample.random(3000, 73);
            byte[] small = Sample.random(300, 74);
            for (byte[] each : List.of(large, small, small, large, small)) {
                assertThat(Streams.inflate(inflater, Streams.jdkDeflate(format, 6, each)))
                        .isEqualTo(each);
                assertThat(ParentFields.isGivenBack(inflater)).isTrue();
                inflater.reset();
            }
            inflater.end();
            inflater = HwInflater.of(format.nowrap());
            for (byte[] each : List.of(small, large, small)) {
                assertThat(Streams.inflate(inflater, Streams.jdkDeflate(format, 6, each)))
                        .isEqualTo(each);
                inflater.reset();
            }
            if (format == Format.ZLIB) {
                inflater.setInput(Streams.jdkDeflateWithDictionary(small));
                assertThat(inflater.inflate(new byte[small.length])).isZero();
            }
            boolean wanted = inflater.needsDictionary();
            assertThat(wanted).isEqualTo(format == Format.ZLIB);
            inflater.end();
            assertThat(inflater.needsDictionary()).isEqualTo(wanted);
        }
    }
}
