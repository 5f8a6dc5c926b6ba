// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.warpdrive.compress.WdDeflateCompressorInputStream;
import io.warpdrive.compress.WdDeflateCompressorOutputStream;
import io.warpdrive.compress.WdGzipCompressorOutputStream;
import io.warpdrive.zip.HwGZIPOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.apache.commons.compress.compressors.gzip.GzipParameters;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What constructors refuse they refuse as the JDK does, before a byte is written or read. */
final class ConstructorArgumentsTest {
    private static final byte[] GZIP_HEADER = {31, -117, 8, 0, 0, 0, 0, 0, 0, 0};

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayInputStream in = new ByteArrayInputStream(GZIP_HEADER);

    /** Without it whoever tries again with better arguments has two headers in the file. */
    @ParameterizedTest
    @CsvSource({"512,0", "512,-1", "0,1", "-1,4"})
    void nothingIsWrittenWhenSizeOrThreadsAreRefused(int size, int threads) {
        assertThatIllegalArgumentException().isThrownBy(() -> new HwGZIPOutputStream(out, size, false, threads));
        assertThat(out.size()).isZero();
    }

    private List<ThrowingCallable> mistakes(Implementation implementation, Deflater deflater, Inflater inflater) {
        OutputStream noOut = null;
        InputStream noIn = null;
        return List.of(
                () -> implementation.deflaterOutput(noOut, false),
                () -> implementation.deflaterOutput(noOut, deflater, 1, false),
                () -> implementation.deflaterOutput(out, null, 1, false),
                () -> implementation.deflaterOutput(out, deflater, 0, false),
                () -> implementation.gzipOutput(noOut, 1, false),
                () -> implementation.gzipOutput(out, 0, false),
                () -> implementation.zipOutput(noOut, StandardCharsets.UTF_8),
                () -> implementation.zipOutput(out, null),
                () -> implementation.inflaterInput(noIn),
                () -> implementation.inflaterInput(noIn, inflater, 1),
                () -> implementation.inflaterInput(in, null, 1),
                () -> implementation.inflaterInput(in, inflater, 0),
                () -> implementation.gzipInput(noIn, 1),
                () -> implementation.gzipInput(in, 0),
                () -> implementation.zipInput(noIn, StandardCharsets.UTF_8),
                () -> implementation.zipInput(in, null));
    }

    /** Without it a program that relies on what a constructor throws does something else. */
    @Test
    void whatTheJdkRefusesIsRefusedInItsWords() {
        Deflater deflater = new Deflater();
        Inflater inflater = new Inflater();
        List<ThrowingCallable> expected = mistakes(Implementation.JDK, deflater, inflater);
        List<ThrowingCallable> actual = mistakes(Implementation.WARPDRIVE, deflater, inflater);
        for (int i = 0; i < expected.size(); i++) {
            Throwable jdk = catchThrowable(expected.get(i));
            assertThatThrownBy(actual.get(i))
                    .as("mistake %d", i)
                    .isInstanceOf(jdk.getClass())
                    .hasMessage(jdk.getMessage());
            assertThat(out.size()).isZero();
            assertThat(in.available()).isEqualTo(GZIP_HEADER.length);
        }
        deflater.end();
        inflater.end();
    }

    /** Without it Commons Compress' streams take native memory that nobody can give back, or begin a file. */
    @Test
    void commonsCompressStreamsRefuseBeforeTheyTakeAnything() throws IOException {
        assertThatNullPointerException()
                .isThrownBy(() -> new WdDeflateCompressorOutputStream(null))
                .withMessage("out is null");
        assertThatNullPointerException()
                .isThrownBy(() -> new WdDeflateCompressorInputStream(null))
                .withMessage("in is null");
        GzipParameters parameters = new GzipParameters();
        parameters.setDeflateStrategy(77);
        assertThatIllegalArgumentException().isThrownBy(() -> new WdGzipCompressorOutputStream(out, parameters));
        assertThatNullPointerException().isThrownBy(() -> new WdGzipCompressorOutputStream(out, null));
        assertThat(out.size()).isZero();
    }
}
