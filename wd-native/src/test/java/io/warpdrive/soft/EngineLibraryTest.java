// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.soft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.warpdrive.queue.WdDevice;
import io.warpdrive.queue.WdException;
import io.warpdrive.queue.ZipOperation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What comes of libraries that are missing, damaged or something else: a value, never an exception. */
final class EngineLibraryTest {

    private static EngineLibrary<String> library(String systemName, String carriedName) {
        return new EngineLibrary<>("engine", systemName, carriedName, library -> "loaded");
    }

    /** Without it a machine without an engine throws where it should be zlib. */
    @Test
    void nothingToLoadIsAValue(@TempDir Path directory) {
        EngineLibrary<String> library = library("libno-such-engine.so.9", "libno-such-engine.so");
        assertThat(library.load(Optional.of(directory.resolve("absent")))).isEmpty();
        assertThat(library.failures())
                .hasSizeGreaterThanOrEqualTo(3)
                .allSatisfy(line -> assertThat(line).startsWith("engine: ").doesNotContain("\n"));
        assertThat(library.load(Optional.empty())).isEmpty();
    }

    /** Without it a text file, or a library for another machine, in the configured directory stops a program. */
    @Test
    void aFileThatIsNoLibraryIsPassedOver(@TempDir Path directory) throws Exception {
        Files.writeString(directory.resolve("libengine.so.0"), "no library");
        EngineLibrary<String> library = library("libengine.so.0", "libno-such-engine.so");
        assertThat(library.load(Optional.of(directory)).orElse("none")).isIn("loaded", "none");
        assertThat(library.failures()).first().asString().contains(directory.toString());
    }

    /** Without it a library of the right name and the wrong content damages data, or kills the first Deflater. */
    @Test
    void aLibraryThatFailsItsTrialIsPassedOver() {
        EngineLibrary<String> library =
                new EngineLibrary<>("engine", "libc.so.6", "libno-such-engine.so", candidate -> {
                    throw new IllegalStateException("self-test failed\nat length");
                });
        assertThat(library.load(Optional.empty())).isEmpty();
        assertThat(library.failures()).anySatisfy(line -> assertThat(line).endsWith("self-test failed"));
    }

    /** Without it nobody learns why everything is zlib: a device without engines says so, and gives no queue. */
    @Test
    void aDeviceWithoutEnginesIsUnusable() {
        WdDevice device = new SoftDevice(Optional.of("engine: not there"), new LazyIsal(Optional.empty()));
        assertThat(device.unusable())
                .hasValueSatisfying(reason -> assertThat(reason).contains("engine: not there"));
        assertThat(device.inflatePlan()).isEmpty();
        assertThatExceptionOfType(WdException.class)
                .isThrownBy(() -> device.requestQueue(ZipOperation.DEFLATE))
                .withMessageContaining("not there");
    }
}
