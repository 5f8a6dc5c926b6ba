// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.zip;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.junit.jupiter.api.Test;

/** Promises about where a stream ends and what is left of the input. */
final class InflaterRemainingTest extends Contract {
    private static final int[] TAILS = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 1000};

    /** Without it the trailer of a gzip member, the next ZIP entry or the next member is read from the wrong place. */
    @Test
    void remainingIsTheExactTailAfterTheFinalBlock() throws DataFormatException {
        for (Sample sample : Sample.all()) {
            byte[] packed = Streams.jdkDeflate(format(), 6, sample.bytes());
            for (int tail : sample.bytes().length > 100_000 ? new int[] {0, 7, 8} : TAILS) {
                Inflater inflater = inflater();
                byte[] plain = Streams.inflate(inflater, withTail(packed, tail));
                assertThat(plain).isEqualTo(sample.bytes());
                assertThat(inflater.finished()).isTrue();
                assertThat(inflater.getRemaining())
                        .as("%s with %d bytes after it", sample, tail)
                        .isEqualTo(tail);
                assertThat(inflater.getBytesRead()).isEqualTo(packed.length);
                assertThat(inflater.getBytesWritten()).isEqualTo(plain.length);
                assertThat(inflater.needsInput()).isEqualTo(tail == 0);
                inflater.end();
            }
        }
    }

    /** Without it the tail is wrong as soon as it arrives with the last piece only, or in a piece of its own. */
    @Test
    void remainingIsExactHoweverTheStreamIsCut() throws DataFormatException {
        for (int level : LEVELS) {
            byte[] packed = Streams.jdkDeflate(format(), level, Sample.mixed(30_000, level));
            byte[] withTail = withTail(packed, 20);
            for (int piece : new int[] {1, 3, 512, packed.length - 1, packed.length, packed.length + 1}) {
                for (int room : new int[] {1, 100, 29_999, 30_000, 60_000}) {
                    Inflater inflater = inflater();
                    Streams.inflate(inflater, withTail, piece, room);
                    long fed = Math.min(withTail.length, (packed.length + piece - 1L) / piece * piece);
                    assertThat(inflater.getRemaining())
                            .as("level %d, pieces of %d, buffer of %d", level, piece, room)
                            .isEqualTo((int) (fed - packed.length));
                    assertThat(inflater.getBytesRead()).isEqualTo(packed.length);
                    inflater.end();
                }
            }
        }
    }

    /** Without it members after the first are lost: the tail of one stream is the input of the next. */
    @Test
    void concatenatedStreamsAreReadOneAfterTheOther() throws DataFormatException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (Sample sample : Sample.small()) {
            all.writeBytes(Streams.jdkDeflate(format(), 6, sample.bytes()));
        }
        byte[] packed = all.toByteArray();
        Inflater inflater = inflater();
        int at = 0;
        for (Sample sample : Sample.small()) {
            byte[] plain = Streams.inflate(inflater, Arrays.copyOfRange(packed, at, packed.length));
            assertThat(plain).isEqualTo(sample.bytes());
            at = packed.length - inflater.getRemaining();
            inflater.reset();
        }
        assertThat(at).isEqualTo(packed.length);
    }

    /** Without it Commons Compress, which appends one zero byte to raw streams, sees a damaged or an endless one. */
    @Test
    void aDummyByteAfterARawStreamDoesNoHarm() throws DataFormatException {
        for (Sample sample : Sample.small()) {
            byte[] packed = Streams.jdkDeflate(format(), 9, sample.bytes());
            Inflater inflater = inflater();
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            byte[] buffer = new byte[512];
            inflater.setInput(packed);
            boolean dummyGiven = false;
            while (!inflater.finished()) {
                int count = inflater.inflate(buffer);
                out.write(buffer, 0, count);
                if (count == 0 && inflater.needsInput() && !inflater.finished()) {
                    assertThat(dummyGiven).isFalse();
                    inflater.setInput(new byte[1]);
                    dummyGiven = true;
                }
            }
            assertThat(out.toByteArray()).isEqualTo(sample.bytes());
            assertThat(inflater.getBytesRead()).isEqualTo(packed.length);
        }
    }

    /** Without it a cut download throws or spins: truncated input gives what there is, then 0 and needsInput(). */
    @Test
    void truncatedInputGivesWhatThereIsAndThenWaits() throws DataFormatException {
        for (Sample sample : Sample.small()) {
            byte[] packed = Streams.jdkDeflate(format(), 6, sample.bytes());
            for (int length = 0; length < packed.length; length += 1 + packed.length / 40) {
                Inflater inflater = inflater();
                byte[] plain = Streams.inflate(inflater, Arrays.copyOf(packed, length));
                assertThat(plain).isEqualTo(Arrays.copyOf(sample.bytes(), plain.length));
                assertThat(inflater.finished()).isFalse();
                assertThat(inflater.needsInput()).isTrue();
                assertThat(inflater.inflate(new byte[10])).isZero();
                assertThat(inflater.getBytesRead()).isEqualTo(length);

                Inflater jdk = new Inflater(format().nowrap());
                assertThat(plain).isEqualTo(Streams.inflate(jdk, Arrays.copyOf(packed, length)));
                jdk.end();

                // and goes on when the rest comes after all
                byte[] rest = Streams.inflate(inflater, Arrays.copyOfRange(packed, length, packed.length));
                assertThat(plain.length + rest.length).isEqualTo(sample.bytes().length);
                assertThat(inflater.finished()).isTrue();
                inflater.end();
            }
        }
    }

    /** Without it a loop that asks once more gets bytes of the tail, or an exception. */
    @Test
    void afterTheEndThereIsNothing() throws DataFormatException {
        byte[] text = Sample.text(10_000, 41);
        Inflater inflater = inflater();
        Streams.inflate(inflater, withTail(Streams.jdkDeflate(format(), 6, text), 30));
        for (int i = 0; i < 3; i++) {
            assertThat(inflater.inflate(new byte[100])).isZero();
            assertThat(inflater.finished()).isTrue();
            assertThat(inflater.getRemaining()).isEqualTo(30);
        }
        inflater.setInput(new byte[12]);
        assertThat(inflater.inflate(new byte[100])).isZero();
        assertThat(inflater.getRemaining()).isEqualTo(12);
    }

    /** Without it a pooled inflater drags the last stream into the next one, wherever that was left. */
    @Test
    void resetForgetsEverything() throws DataFormatException {
        byte[] text = Sample.text(100_000, 42);
        byte[] packed = Streams.jdkDeflate(format(), 6, text);
        Inflater inflater = inflater();
        for (int taken : new int[] {0, 1, 50_000, 100_000}) {
            inflater.setInput(packed);
            assertThat(inflater.inflate(new byte[taken])).isEqualTo(taken);
            inflater.reset();
            assertThat(inflater.getRemaining()).isZero();
            assertThat(inflater.needsInput()).isTrue();
            assertThat(inflater.finished()).isFalse();
            assertThat(inflater.getBytesRead()).isZero();
            assertThat(inflater.getBytesWritten()).isZero();
            assertThat(Streams.inflate(inflater, packed)).isEqualTo(text);
            inflater.reset();
        }
    }

    /** Without it streams of other writers are not read: every level, strategy and flush of zlib. */
    @Test
    void streamsOfEveryKindAreRead() throws DataFormatException {
        for (int level = 0; level <= 9; level++) {
            for (int strategy = 0; strategy <= 2; strategy++) {
                byte[] mixed = Sample.mixed(150_000, level);
                byte[] packed = Streams.jdkDeflate(format(), level, strategy, mixed);
                assertThat(Streams.inflate(inflater(), packed)).isEqualTo(mixed);
                assertThat(Streams.inflate(inflater(), packed, 4096, 512)).isEqualTo(mixed);
            }
        }
        for (Sample sample : Sample.large()) {
            byte[] packed = Streams.deflate(deflater(6), sample.bytes());
            assertThat(Streams.inflate(inflater(), packed, 8192, 65_536)).isEqualTo(sample.bytes());
            assertThat(Streams.inflate(inflater(), packed, packed.length, 1 << 20))
                    .isEqualTo(sample.bytes());
        }
    }

    /** Without it a protocol that flushes its messages hangs: what came before a SYNC_FLUSH can be had at once. */
    @Test
    void flushedMessagesComeOutOneByOne() throws DataFormatException {
        Deflater writer = new Deflater(6, format().nowrap());
        Inflater inflater = inflater();
        for (int size : new int[] {1, 5000, 20, 100_000, 3, 2048}) {
            byte[] text = Sample.text(size, size);
            byte[] packed = Streams.flush(writer, text, Deflater.SYNC_FLUSH, 200_000);
            assertThat(Streams.inflate(inflater, packed, 700, 3000)).isEqualTo(text);
            assertThat(inflater.needsInput()).isTrue();
            assertThat(inflater.finished()).isFalse();
        }
        writer.end();
    }

    private static byte[] withTail(byte[] packed, int tail) {
        byte[] all = Arrays.copyOf(packed, packed.length + tail);
        Arrays.fill(all, packed.length, all.length, (byte) 0xff);
        return all;
    }

    /** Without it whoever inflates into the array that the compressed data is at the end of gets errors, or other bytes. */
    @Test
    void inputAndOutputMayShareAnArray() throws DataFormatException {
        byte[] stored = Sample.random(3000, 5);
        byte[] text = Sample.text(3000, 6);
        byte[] plain = Arrays.copyOf(stored, stored.length + text.length);
        System.arraycopy(text, 0, plain, stored.length, text.length);
        for (byte[] content : new byte[][] {plain, stored, text, {1}, Sample.text(100, 8)}) {
            byte[] packed = Streams.jdkDeflate(format(), 6, content);
            for (int gap : new int[] {20, 64, 1024}) {
                byte[] both = new byte[Math.max(content.length, packed.length) + gap];
                int from = both.length - packed.length;
                System.arraycopy(packed, 0, both, from, packed.length);
                Inflater reader = inflater();
                reader.setInput(both, from, packed.length);
                int length = reader.inflate(both, 0, from);
                while (!reader.finished() && !reader.needsInput()) {
                    int more = reader.inflate(both, length, both.length - length - reader.getRemaining());
                    length += more;
                    if (more == 0) {
                        break;
                    }
                }
                assertThat(Arrays.copyOf(both, length)).as("gap %d", gap).isEqualTo(content);
            }
        }
    }

    /** Without it an ended object keeps its caller's array alive, and says that it has input. */
    @Test
    void endForgetsTheInput() {
        Inflater reader = inflater();
        reader.setInput(new byte[10]);
        reader.end();
        assertThat(reader.getRemaining()).isZero();
        assertThat(reader.needsInput()).isTrue();
    }
}
