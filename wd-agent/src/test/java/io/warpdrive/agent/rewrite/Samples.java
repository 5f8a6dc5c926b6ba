// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.agent.rewrite;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipOutputStream;

/** Code as applications have it, to be rewritten. */
final class Samples {
    private Samples() {}

    public static final class EveryConstructor implements Supplier<List<Object>> {
        @Override
        public List<Object> get() {
            return List.of(new Deflater(), new Deflater(3), new Deflater(4, true), new Inflater(), new Inflater(true));
        }
    }

    /** Branches, a loop's variable, another construction and a handler between NEW and the constructor's call. */
    public static final class InvolvedArguments implements Function<Integer, Deflater> {
        @Override
        public Deflater apply(Integer number) {
            Deflater last = null;
            for (int i = 0; i < 3; i++) {
                last = new Deflater(
                        number > 0 ? (number > 1 ? 9 : 8) : new Inflater(number == 0).getRemaining() + 1,
                        number > 5 || text(number).isEmpty());
            }
            return last;
        }

        private static String text(int number) {
            try {
                return List.of("", "x").get(number);
            } catch (IndexOutOfBoundsException e) {
                return "y";
            }
        }
    }

    public static final class InSwitch implements IntFunction<Deflater> {
        @Override
        public Deflater apply(int number) {
            return new Deflater(
                    switch (number) {
                        case 0 -> 7;
                        case 1 -> {
                            long wide = System.nanoTime();
                            yield wide == 0 ? 5 : 6;
                        }
                        default -> throw new IllegalStateException("number");
                    });
        }
    }

    /** The construction is an argument of super(...), under a conditional, as in the JDK's own streams. */
    public static final class InSuperCall extends InflaterInputStream implements Supplier<Inflater> {
        public InSuperCall() {
            this(new ByteArrayInputStream(new byte[0]));
        }

        private InSuperCall(InputStream in) {
            super(in, in != null ? new Inflater(true) : null, 100);
        }

        @Override
        public Inflater get() {
            return inf;
        }
    }

    public static final class MethodReferences implements Supplier<List<Object>> {
        @Override
        public List<Object> get() {
            Supplier<Deflater> plain = Deflater::new;
            IntFunction<Deflater> primitive = Deflater::new;
            BiFunction<Integer, Boolean, Deflater> boxed = Deflater::new;
            Supplier<Inflater> inflater = Inflater::new;
            Function<Boolean, Inflater> nowrap = Inflater::new;
            return List.of(plain.get(), primitive.apply(2), boxed.apply(5, true), inflater.get(), nowrap.apply(true));
        }
    }

    /** Lets the JDK's streams make their own Deflater, but in one case. */
    public static final class ExcludedStreams implements Function<OutputStream, Object> {
        public static final class OwnStream extends ZipOutputStream {
            public OwnStream(OutputStream out) {
                super(out);
            }
        }

        @Override
        public Object apply(OutputStream out) {
            try {
                return List.of(
                        new GZIPOutputStream(out == null ? OutputStream.nullOutputStream() : out),
                        new DeflaterOutputStream(out, new Deflater()),
                        new OwnStream(out));
            } catch (IOException e) {
                return e;
            }
        }
    }

    interface SerializableSupplier extends Supplier<Deflater>, Serializable {}

    /** Its serialized form names the constructor. */
    public static final class SerializedReference implements Supplier<Supplier<Deflater>> {
        @Override
        public Supplier<Deflater> get() {
            SerializableSupplier supplier = Deflater::new;
            return supplier;
        }
    }

    public static final class Subclass extends Deflater {
        public Subclass() {
            super(new Deflater(1) instanceof StandInBridge.BridgedDeflater ? 9 : 8, true);
        }
    }

    public static final class Unrelated extends Deflater implements Supplier<String> {
        @Override
        public String get() {
            return "new java/util/zip/Deflater";
        }
    }
}
