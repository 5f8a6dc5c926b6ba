// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.zip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.junit.jupiter.api.Test;

/** Promises about preset dictionaries. */
final class DictionaryTest extends Contract {
    private static final byte[] DICTIONARY = Sample.text(3000, 70);
    private static final byte[] TEXT = Arrays.copyOfRange(Sample.text(6000, 70), 1000, 6000);

    /** Without it Lucene, SPDY and everybody who agreed on a dictionary can't read a byte, or gains nothing by it. */
    @Test
    void streamsWithADictionaryAreReadWithItAndAsSmallAsZlibs() throws DataFormatException {
        for (int level : LEVELS) {
            Deflater deflater = deflater(level);
            Deflater jdk = Implementation.JDK.deflater(level, format());
            jdk.setDictionary(DICTIONARY);
            deflater.setDictionary(ByteBuffer.wrap(DICTIONARY));
            assertThat(deflater.getAdler()).isEqualTo(jdk.getAdler());
            byte[] packed = Streams.deflate(deflater, TEXT);
            byte[] expected = Streams.deflate(jdk, TEXT);
            assertThat(packed).hasSizeLessThanOrEqualTo(Streams.sizeLimit(expected.length, TEXT.length));
            assertThat(inflateWithDictionary(inflater(), packed)).isEqualTo(TEXT);
            Inflater reader = Implementation.JDK.inflater(format());
            assertThat(inflateWithDictionary(reader, packed)).isEqualTo(TEXT);
            reader.end();
            jdk.end();
        }
    }

    /** Without it a reader can't tell which dictionary is wanted. */
    @Test
    void anInflaterThatNeedsADictionarySaysWhich() throws DataFormatException {
        assumeThat(format()).as("raw data does not name its dictionary").isEqualTo(Format.ZLIB);
        byte[] packed = packed();
        for (int piece : new int[] {1, 5, 6, 7, packed.length}) {
            Inflater inflater = inflater();
            assertThat(Streams.inflate(inflater, packed, piece, 100)).isEmpty();
            assertThat(inflater.needsDictionary()).isTrue();
            assertThat(inflater.getAdler()).isEqualTo(Streams.adler(DICTIONARY));
            assertThat(inflater.finished()).isFalse();
            assertThat(inflater.getBytesRead()).isEqualTo(6);
            assertThat(inflater.inflate(new byte[10])).isZero();
            inflater.setDictionary(DICTIONARY);
            assertThat(inflater.needsDictionary()).isFalse();
        }
    }

    /** Without it the wrong dictionary makes garbage instead of an error. */
    @Test
    void theWrongDictionaryIsRefused() throws DataFormatException {
        assumeThat(format()).as("raw data does not name its dictionary").isEqualTo(Format.ZLIB);
        Inflater inflater = inflater();
        assertThatIllegalArgumentException().isThrownBy(() -> inflater.setDictionary(DICTIONARY));
        inflater.setInput(packed());
        assertThat(inflater.inflate(new byte[100])).isZero();
        assertThatIllegalArgumentException().isThrownBy(() -> inflater.setDictionary(TEXT));
        inflater.setDictionary(DICTIONARY);
        byte[] plain = new byte[TEXT.length];
        assertThat(inflater.inflate(plain)).isEqualTo(TEXT.length);
        assertThat(plain).isEqualTo(TEXT);
    }

    /** Without it a dictionary that comes too late is thought to be in force: zlib format refuses it. */
    @Test
    void dictionaryAfterDataIsRefusedInZlibFormat() throws DataFormatException {
        assumeThat(format()).isEqualTo(Format.ZLIB);
        for (int level : LEVELS) {
            Deflater deflater = deflater(level);
            deflater.setInput(TEXT);
            assertThat(deflater.deflate(new byte[10_000])).isNotNegative();
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> deflater.setDictionary(DICTIONARY))
                    .withMessage(null);
            Streams.flush(deflater, TEXT, Deflater.FULL_FLUSH, 10_000);
            assertThatIllegalArgumentException().isThrownBy(() -> deflater.setDictionary(DICTIONARY));
            deflater.reset();
            assertThatCode(() -> deflater.setDictionary(DICTIONARY)).doesNotThrowAnyException();
            assertThat(inflateWithDictionary(inflater(), Streams.deflate(deflater, TEXT)))
                    .isEqualTo(TEXT);
        }
    }

    /** Without it raw streams that change their dictionary at a flush, which zlib allows, fail. */
    @Test
    void dictionaryAfterAFlushIsAllowedInRawFormat() throws DataFormatException {
        assumeThat(format()).isEqualTo(Format.RAW);
        for (int level : LEVELS) {
            for (int flush : new int[] {Deflater.SYNC_FLUSH, Deflater.FULL_FLUSH}) {
                Deflater deflater = deflater(level);
                Inflater reader = inflater();
                byte[] first = Streams.flush(deflater, TEXT, flush, 10_000);
                assertThat(Streams.inflate(reader, first)).isEqualTo(TEXT);
                deflater.setDictionary(DICTIONARY);
                reader.setDictionary(DICTIONARY);
                byte[] second = Streams.deflate(deflater, TEXT);
                assertThat(Streams.inflate(reader, second))
                        .as("level %d", level)
                        .isEqualTo(TEXT);
                assertThat(reader.finished()).isTrue();
            }
        }
    }

    /** Without it a reader that sets the dictionary of its raw streams at the wrong time fails where zlib lets it pass. */
    @Test
    void dictionaryAfterTheEndIsTakenToNoEffectInRawFormat() throws DataFormatException {
        assumeThat(format()).isEqualTo(Format.RAW);
        for (byte[] plain : new byte[][] {{1, 2, 3}, TEXT, Sample.text(200_000, 7)}) {
            Inflater reader = inflater();
            assertThat(Streams.inflate(reader, Streams.jdkDeflate(format(), 6, plain)))
                    .isEqualTo(plain);
            assertThat(reader.finished()).isTrue();
            ByteBuffer dictionary = ByteBuffer.wrap(DICTIONARY);
            reader.setDictionary(dictionary);
            assertThat(dictionary.hasRemaining()).isFalse();
            assertThat(reader.getBytesWritten()).isEqualTo(plain.length);
        }
    }

    /** Without it the dictionary of one stream is taken for the next one's. */
    @Test
    void resetForgetsTheDictionary() throws DataFormatException {
        Deflater deflater = deflater(6);
        deflater.setDictionary(DICTIONARY);
        Streams.deflate(deflater, TEXT);
        deflater.reset();
        assertThat(deflater.getAdler()).isOne();
        assertThat(Streams.jdkInflate(format(), Streams.deflate(deflater, TEXT)))
                .isEqualTo(TEXT);
    }

    /** Without it dictionaries in buffers are read from the wrong place, or twice. */
    @Test
    void dictionariesInBuffersAreConsumed() {
        ByteBuffer direct = ByteBuffer.allocateDirect(5000);
        direct.position(700).put(DICTIONARY).flip().position(700);
        ByteBuffer readOnly = ByteBuffer.wrap(DICTIONARY).asReadOnlyBuffer();
        for (ByteBuffer dictionary : new ByteBuffer[] {direct, readOnly}) {
            Deflater deflater = deflater(6);
            deflater.setDictionary(dictionary);
            assertThat(dictionary.hasRemaining()).isFalse();
            Deflater array = deflater(6);
            array.setDictionary(DICTIONARY);
            assertThat(deflater.getAdler()).isEqualTo(array.getAdler());
            assertThat(Streams.deflate(deflater, TEXT)).isEqualTo(Streams.deflate(array, TEXT));
        }
    }

    private byte[] packed() {
        Deflater writer = Implementation.JDK.deflater(6, format());
        writer.setDictionary(DICTIONARY);
        byte[] packed = Streams.deflate(writer, TEXT);
        writer.end();
        return packed;
    }

    private byte[] inflateWithDictionary(Inflater inflater, byte[] packed) throws DataFormatException {
        if (format() == Format.RAW) {
            inflater.setDictionary(DICTIONARY);
            return Streams.inflate(inflater, packed);
        }
        inflater.setInput(packed);
        assertThat(inflater.inflate(new byte[1])).isZero();
        assertThat(inflater.needsDictionary()).isTrue();
        inflater.setDictionary(DICTIONARY);
        byte[] plain = new byte[TEXT.length];
        assertThat(inflater.inflate(plain)).isEqualTo(plain.length);
        return plain;
    }
}
