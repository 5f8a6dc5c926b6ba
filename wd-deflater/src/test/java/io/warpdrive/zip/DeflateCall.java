// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.zip;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.Deflater;

/** Something a caller does with a Deflater. */
sealed interface DeflateCall {
    List<Integer> FLUSHES = List.of(Deflater.NO_FLUSH, Deflater.NO_FLUSH, Deflater.SYNC_FLUSH, Deflater.FULL_FLUSH);
    List<Integer> STRATEGIES = List.of(Deflater.DEFAULT_STRATEGY, Deflater.FILTERED, Deflater.HUFFMAN_ONLY);

    /** setInput() with {@code size} bytes made from {@code seed}. */
    record Input(int size, long seed, Memory memory) implements DeflateCall {
        byte[] bytes() {
            return Sequences.data(new SplittableRandom(seed), size);
        }
    }

    /** deflate() again and again until the input is taken and nothing more comes. */
    record Drain(int flush, int room, Memory memory) implements DeflateCall {}

    /** deflate() once, whatever comes of it. */
    record Once(int flush, int room, Memory memory) implements DeflateCall {}

    record Level(int level) implements DeflateCall {}

    record Strategy(int strategy) implements DeflateCall {}

    record Dictionary(int size, long seed, boolean buffer) implements DeflateCall {
        byte[] bytes() {
            return Sequences.data(new SplittableRandom(seed), size);
        }
    }

    record Finish() implements DeflateCall {}

    record Reset() implements DeflateCall {}

    /** A random list of calls, as a program might make them and as no program should. */
    static List<DeflateCall> random(SplittableRandom random, Format format) {
        List<DeflateCall> calls = new ArrayList<>();
        int streams = random.nextInt(4) == 0 ? 2 : 1;
        for (int i = 0; i < streams; i++) {
            if (i > 0) {
                calls.add(new Reset());
            }
            stream(random, format, calls);
        }
        return calls;
    }

    private static void stream(SplittableRandom random, Format format, List<DeflateCall> calls) {
        if (random.nextInt(20) == 0) {
            calls.add(dictionary(random));
        }
        int writes = random.nextInt(random.nextInt(5) == 0 ? 20 : 5);
        for (int i = 0; i < writes; i++) {
            setting(random, format, calls);
            calls.add(input(random));
            for (int once = random.nextInt(8); once > 5; once--) {
                calls.add(new Once(Sequences.oneOf(random, FLUSHES), room(random, 0), output(random)));
            }
            // one in twenty forgets what is left of its input
            if (random.nextInt(20) > 0) {
                calls.add(drain(random));
            }
        }
        if (random.nextInt(20) > 0) {
            finish(random, calls);
        }
    }

    private static void finish(SplittableRandom random, List<DeflateCall> calls) {
        if (random.nextBoolean()) {
            calls.add(input(random));
        }
        calls.add(new Finish());
        calls.add(drain(random));
        // what comes after the end must not matter
        if (random.nextInt(5) == 0) {
            calls.add(input(random));
            calls.add(new Once(Sequences.oneOf(random, FLUSHES), room(random, 0), output(random)));
        }
    }

    private static void setting(SplittableRandom random, Format format, List<DeflateCall> calls) {
        switch (random.nextInt(40)) {
            case 0, 1 -> calls.add(new Level(random.nextInt(11) - 1));
            case 2 -> calls.add(new Strategy(Sequences.oneOf(random, STRATEGIES)));
            case 3 -> {
                if (isFlushed(calls) || (format == Format.ZLIB && !last(calls, Dictionary.class))) {
                    calls.add(dictionary(random));
                }
            }
            default -> {
                // most streams are left as they are
            }
        }
    }

    /** zlib's own stored blocks lose data when a dictionary is set in a raw stream anywhere else. */
    private static boolean isFlushed(List<DeflateCall> calls) {
        return calls.isEmpty()
                || last(calls, Reset.class)
                || (calls.get(calls.size() - 1) instanceof Drain drain && drain.flush() != Deflater.NO_FLUSH);
    }

    private static boolean last(List<DeflateCall> calls, Class<? extends DeflateCall> kind) {
        return !calls.isEmpty() && kind.isInstance(calls.get(calls.size() - 1));
    }

    private static Input input(SplittableRandom random) {
        return new Input(Sequences.size(random), random.nextLong() & 0xffff, Sequences.oneOf(random, Memory.ALL));
    }

    private static Dictionary dictionary(SplittableRandom random) {
        return new Dictionary(1 + random.nextInt(40_000), random.nextLong() & 0xffff, random.nextBoolean());
    }

    private static Drain drain(SplittableRandom random) {
        int flush = Sequences.oneOf(random, FLUSHES);
        // zlib.h: with less than seven bytes of room a flush never ends
        return new Drain(flush, room(random, flush == Deflater.NO_FLUSH ? 1 : 7), output(random));
    }

    private static int room(SplittableRandom random, int least) {
        return least
                + switch (random.nextInt(8)) {
                    case 0 -> random.nextInt(20);
                    case 1 -> random.nextInt(100_000);
                    case 2, 3 -> 512;
                    default -> random.nextInt(9000);
                };
    }

    private static Memory output(SplittableRandom random) {
        return Sequences.oneOf(random, Memory.WRITABLE);
    }
}
