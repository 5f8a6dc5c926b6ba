// SPDX-License-Identifier: Apache-2.0
package sample;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/** Every way to come by a Deflater or an Inflater, but not reflection. A Runnable, so that any loader can run it. */
public final class Constructions implements Runnable {
    private static final byte[] DATA = Data.bytes(400_000, 2);

    private interface SerializableSupplier extends Supplier<Deflater>, Serializable {}

    private static final class OwnDeflater extends Deflater {
        private int calls;

        OwnDeflater(boolean best) {
            super(best ? BEST_COMPRESSION : BEST_SPEED, true);
        }

        @Override
        public int deflate(byte[] output, int offset, int length) {
            calls++;
            return super.deflate(output, offset, length);
        }
    }

    public static void main(String[] args) throws Exception {
        new Constructions().run();
        serialized();
    }

    @Override
    public void run() {
        try {
            constructors();
            arguments();
            references();
            subclasses();
            new Deflater(42);
        } catch (IllegalArgumentException e) {
            System.out.println("bad level: " + e);
        } catch (DataFormatException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void constructors() throws DataFormatException {
        roundTrip("plain", new Deflater(), new Inflater());
        roundTrip("level", new Deflater(1), new Inflater(false));
        roundTrip("nowrap", new Deflater(6, true), new Inflater(true));
    }

    private static void arguments() throws DataFormatException {
        int number = DATA.length % 7;
        roundTrip(
                "conditional",
                new Deflater(number > 3 ? (number > 5 ? 9 : 8) : number > 1 ? 2 : 3, number < 0 || DATA.length > 9),
                new Inflater(number < 100 && DATA[0] != 0));
        for (int i = 0; i < 3; i++) {
            roundTrip("loop" + i, new Deflater(switch (i) {
                case 0 -> 1;
                case 1 -> new Inflater().getRemaining() + 4;
                default -> {
                    try {
                        yield Integer.parseInt("no number");
                    } catch (NumberFormatException e) {
                        yield 6;
                    }
                }
            }), new Inflater(i > 5));
        }
    }

    private static void references() throws DataFormatException {
        Supplier<Deflater> deflaters = Deflater::new;
        BiFunction<Integer, Boolean, Deflater> levels = Deflater::new;
        Supplier<Inflater> inflaters = Inflater::new;
        Supplier<Inflater> lambda = () -> new Inflater(true);
        roundTrip("reference", deflaters.get(), inflaters.get());
        roundTrip("reference of two", levels.apply(3, true), lambda.get());
    }

    private static void subclasses() throws DataFormatException {
        OwnDeflater own = new OwnDeflater(DATA.length > 5);
        roundTrip("subclass", own, new Inflater(true) {
            @Override
            public String toString() {
                return "own";
            }
        });
        System.out.println("subclass called " + (own.calls > 0));
    }

    private static void serialized() throws Exception {
        SerializableSupplier supplier = Deflater::new;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(supplier);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())) {
            @Override
            protected Class<?> resolveClass(java.io.ObjectStreamClass type) throws ClassNotFoundException {
                return Class.forName(type.getName(), false, Constructions.class.getClassLoader());
            }
        }) {
            roundTrip("serialized", ((SerializableSupplier) in.readObject()).get(), new Inflater());
        }
    }

    private static void roundTrip(String what, Deflater deflater, Inflater inflater) throws DataFormatException {
        Report.classOf(what, deflater);
        Report.classOf(what, inflater);
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        byte[] buffer = new byte[8192];
        deflater.setInput(DATA);
        deflater.finish();
        while (!deflater.finished()) {
            packed.write(buffer, 0, deflater.deflate(buffer, 0, buffer.length));
        }
        deflater.end();
        ByteArrayOutputStream unpacked = new ByteArrayOutputStream();
        inflater.setInput(packed.toByteArray());
        while (!inflater.finished()) {
            unpacked.write(buffer, 0, inflater.inflate(buffer));
        }
        inflater.end();
        System.out.println(what + " " + Data.checksum(unpacked.toByteArray()));
    }
}
