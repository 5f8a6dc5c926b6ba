// SPDX-License-Identifier: Apache-2.0
package sample;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/** Classes that extend Deflater and Inflater and only add to them, as Hadoop's do, and one that overrides. */
public final class Extending {
    private Extending() {}

    static class Compressor extends Deflater {
        private int calls;

        Compressor() {
            this(6);
        }

        Compressor(int level) {
            super(level, new Deflater(level).getTotalIn() == 0);
        }

        int compress(byte[] out, int offset, int length) {
            calls++;
            return super.deflate(out, offset, length);
        }

        @Override
        public void reset() {
            calls = 0;
            super.reset();
        }
    }

    static class Decompressor extends Inflater {
        Decompressor() {
            super(true);
        }

        int decompress(byte[] out) {
            try {
                return super.inflate(out);
            } catch (DataFormatException e) {
                throw new IllegalArgumentException(e);
            }
        }
    }

    /** Of a class that is given another parent; it counts on how the parent's methods call each other. */
    static final class Counting extends Compressor {
        private int deflates;

        @Override
        public int deflate(byte[] out, int offset, int length, int flush) {
            deflates++;
            return super.deflate(out, offset, length, flush);
        }
    }

    public static void main(String[] arguments) throws Exception {
        byte[] text = "now and then a class extends what others only use; ".repeat(5000).getBytes();
        byte[] packed = new byte[text.length];
        byte[] unpacked = new byte[text.length];
        Compressor compressor = new Compressor();
        Decompressor decompressor = new Decompressor();
        for (int i = 0; i < 20; i++) {
            compressor.setInput(text);
            compressor.finish();
            int length = compressor.compress(packed, 0, packed.length);
            decompressor.setInput(packed, 0, length);
            int back = decompressor.decompress(unpacked);
            System.out.println(back + " " + Arrays.equals(text, unpacked) + " " + compressor.finished() + " "
                    + decompressor.finished() + " " + decompressor.getRemaining() + " " + compressor.getTotalIn() + " "
                    + (compressor.getBytesWritten() == length) + " " + compressor.calls);
            compressor.reset();
            decompressor.reset();
        }
        Counting counting = new Counting();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DeflaterOutputStream out = new DeflaterOutputStream(bytes, counting, 8192)) {
            out.write(text);
        }
        InflaterInputStream in = new InflaterInputStream(new ByteArrayInputStream(bytes.toByteArray()), new Decompressor());
        System.out.println(Arrays.equals(text, in.readAllBytes()) + " " + (counting.deflates > 0));
        for (Deflater each : new Deflater[] {compressor, counting}) {
            each.end();
            each.end();
        }
        decompressor.end();
        try {
            decompressor.decompress(unpacked);
        } catch (NullPointerException | IllegalStateException e) {
            System.out.println(e.getMessage());
        }
        again(Compressor.class);
        again(Decompressor.class);
        new Compressor().end();
    }

    /** Has another agent look at a class once more. */
    @SuppressWarnings("unchecked")
    private static void again(Class<?> type) {
        if (System.getProperties().get("sample.again") instanceof Consumer<?> agent) {
            ((Consumer<Class<?>>) agent).accept(type);
        }
    }
}
