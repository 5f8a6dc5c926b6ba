// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.zip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.junit.jupiter.api.Test;

/** Promises about damaged data: people match the messages, and count on what was delivered before. */
final class InflaterErrorsTest extends Contract {
    private static final Map<String, String> MESSAGES = Map.of(
            "07 00",
            "invalid block type",
            "01 00 00 00 00",
            "invalid stored block lengths",
            "03 02 00",
            "invalid distance too far back",
            "fd ff ff ff ff ff",
            "too many length or distance symbols",
            "05 00 92 04 00 00",
            "invalid code lengths set",
            "05" + " 00".repeat(40),
            "invalid code -- missing end-of-block");

    /** Without it programs that tell "not compressed at all" from "damaged" by the message go wrong. */
    @Test
    void messagesAreZlibs() {
        MESSAGES.forEach((hex, message) -> {
            byte[] raw = HexFormat.ofDelimiter(" ").parseHex(hex);
            assertThatExceptionOfType(DataFormatException.class)
                    .as(hex)
                    .isThrownBy(() -> Streams.inflate(inflater(), framed(raw)))
                    .withMessage(message);
        });
    }

    /** Without it the same damage is told differently when it lies behind good data. */
    @Test
    void messagesAreTheSameBehindGoodData() throws DataFormatException {
        byte[] text = Sample.text(100_000, 50);
        var writer = Implementation.JDK.deflater(6, format());
        byte[] good = Streams.flush(writer, text, java.util.zip.Deflater.SYNC_FLUSH, 200_000);
        writer.end();
        byte[] bad = Arrays.copyOf(good, good.length + 6);
        Arrays.fill(bad, good.length, bad.length, (byte) 7);
        for (int room : new int[] {1000, 100_000, 200_000}) {
            Inflater inflater = inflater();
            byte[] plain = new byte[room];
            inflater.setInput(bad);
            DataFormatException thrown = null;
            long delivered = 0;
            while (thrown == null) {
                long before = inflater.getBytesWritten();
                try {
                    int count = inflater.inflate(plain);
                    assertThat(count).isPositive();
                } catch (DataFormatException e) {
                    thrown = e;
                }
                delivered = inflater.getBytesWritten();
                int from = (int) before;
                int count = (int) (delivered - before);
                assertThat(Arrays.copyOf(plain, count)).isEqualTo(Arrays.copyOfRange(text, from, from + count));
            }
            assertThat(thrown).hasMessage("invalid block type");
            assertThat(delivered).isEqualTo(text.length);
            assertThat(inflater.getBytesRead()).isEqualTo(bad.length - inflater.getRemaining());
        }
    }

    /** Without it "not a zlib stream" looks like damage. */
    @Test
    void aBadHeaderIsNamed() {
        assumeThat(format()).as("raw data has no header").isEqualTo(Format.ZLIB);
        Map<String, String> headers = Map.of(
                "1f 8b 08 00", "incorrect header check",
                "79 9c 03 00", "incorrect header check",
                "77 85 03 00", "unknown compression method",
                "88 1c 03 00", "invalid window size");
        headers.forEach((hex, message) -> {
            byte[] bytes = HexFormat.ofDelimiter(" ").parseHex(hex);
            Inflater inflater = inflater();
            assertThatExceptionOfType(DataFormatException.class)
                    .as(hex)
                    .isThrownBy(() -> Streams.inflate(inflater, bytes))
                    .withMessage(message);
            assertThat(inflater.getBytesWritten()).isZero();
            assertThat(inflater.getBytesRead()).isEqualTo(2);
        });
    }

    /** Without it the last bytes of a file with a bad checksum can't be rescued. */
    @Test
    void bytesBeforeABadChecksumAreDelivered() {
        assumeThat(format()).as("raw data has no checksum").isEqualTo(Format.ZLIB);
        for (Sample sample : Sample.small()) {
            byte[] packed = Streams.jdkDeflate(format(), 6, sample.bytes());
            packed[packed.length - 1] ^= 1;
            int length = sample.bytes().length;
            Inflater inflater = inflater();
            byte[] plain = new byte[length + 10];
            inflater.setInput(packed);
            assertThatExceptionOfType(DataFormatException.class)
                    .isThrownBy(() -> inflater.inflate(plain))
                    .withMessage("incorrect data check");
            assertThat(Arrays.copyOf(plain, length)).isEqualTo(sample.bytes());
            assertThat(inflater.getBytesWritten()).isEqualTo(length);
            assertThat(inflater.getBytesRead()).isEqualTo(packed.length);
            assertThat(inflater.getRemaining()).isZero();
            assertThat(inflater.finished()).isFalse();
        }
    }

    /** Without it positions of buffers lie after an exception: they advance by exactly what was consumed and produced. */
    @Test
    void buffersAdvanceOnAnException() {
        byte[] text = Sample.text(20_000, 51);
        var writer = Implementation.JDK.deflater(6, format());
        byte[] good = Streams.flush(writer, text, java.util.zip.Deflater.SYNC_FLUSH, 200_000);
        writer.end();
        byte[] bad = Arrays.copyOf(good, good.length + 20);
        Arrays.fill(bad, good.length, bad.length, (byte) 7);
        for (boolean direct : new boolean[] {false, true}) {
            ByteBuffer in = direct ? ByteBuffer.allocateDirect(bad.length) : ByteBuffer.allocate(bad.length);
            in.put(bad).flip();
            ByteBuffer out = direct ? ByteBuffer.allocateDirect(30_000) : ByteBuffer.allocate(30_000);
            Inflater inflater = inflater();
            inflater.setInput(in);
            assertThatExceptionOfType(DataFormatException.class)
                    .isThrownBy(() -> inflater.inflate(out))
                    .withMessage("invalid block type");
            assertThat(out.position()).isEqualTo(text.length);
            assertThat((long) in.position()).isEqualTo(inflater.getBytesRead());
            assertThat(inflater.getRemaining()).isEqualTo(bad.length - in.position());
            byte[] plain = new byte[text.length];
            out.flip().get(plain);
            assertThat(plain).isEqualTo(text);
        }
    }

    /** Without it an object that met damage is lost for good. */
    @Test
    void resetAfterAnErrorStartsAnew() throws DataFormatException {
        byte[] text = Sample.text(50_000, 52);
        byte[] packed = Streams.jdkDeflate(format(), 6, text);
        Inflater inflater = inflater();
        for (int i = 0; i < 3; i++) {
            assertThatExceptionOfType(DataFormatException.class)
                    .isThrownBy(() -> Streams.inflate(inflater, framed(new byte[] {7, 7, 7, 7, 7, 7})));
            inflater.reset();
            assertThat(Streams.inflate(inflater, packed)).isEqualTo(text);
            inflater.reset();
        }
    }

    /** Without it a caller that asks again after an error gets silence instead of the error. */
    @Test
    void theErrorComesAgain() {
        Inflater inflater = inflater();
        inflater.setInput(framed(new byte[] {7, 7, 7, 7, 7, 7}));
        for (int i = 0; i < 3; i++) {
            assertThatExceptionOfType(DataFormatException.class)
                    .isThrownBy(() -> inflater.inflate(new byte[100]))
                    .withMessage("invalid block type");
        }
    }

    /** Without it mistakes in a caller's arithmetic go unnoticed. */
    @Test
    void badRangesAreRefusedAsTheJdkRefusesThem() throws DataFormatException {
        Inflater inflater = inflater();
        byte[] array = new byte[10];
        int[][] ranges = {{-1, 5}, {0, 11}, {5, 6}, {0, -1}, {11, 0}, {Integer.MAX_VALUE, 1}};
        for (int[] range : ranges) {
            assertThatExceptionOfType(ArrayIndexOutOfBoundsException.class)
                    .isThrownBy(() -> inflater.setInput(array, range[0], range[1]));
            assertThatExceptionOfType(ArrayIndexOutOfBoundsException.class)
                    .isThrownBy(() -> inflater.inflate(array, range[0], range[1]));
            assertThatExceptionOfType(ArrayIndexOutOfBoundsException.class)
                    .isThrownBy(() -> inflater.setDictionary(array, range[0], range[1]));
        }
        assertThatNullPointerException().isThrownBy(() -> inflater.setInput((byte[]) null));
        assertThatNullPointerException().isThrownBy(() -> inflater.setInput((ByteBuffer) null));
        assertThatNullPointerException().isThrownBy(() -> inflater.inflate((byte[]) null));
        assertThatNullPointerException().isThrownBy(() -> inflater.inflate((ByteBuffer) null));
        assertThat(inflater.inflate(array)).isZero();
    }

    private byte[] framed(byte[] raw) {
        byte[] framed = new byte[format().header() + raw.length];
        if (format() == Format.ZLIB) {
            framed[0] = 0x78;
            framed[1] = (byte) 0x9c;
        }
        System.arraycopy(raw, 0, framed, format().header(), raw.length);
        return framed;
    }
}
