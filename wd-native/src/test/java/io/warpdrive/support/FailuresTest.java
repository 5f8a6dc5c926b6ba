// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.support;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What a log says of a failure. */
final class FailuresTest {

    /** Without it a run-time image without java.logging gets the name of a class, and nobody knows what to do about it. */
    @Test
    void aMissingModuleIsNamed() {
        Throwable failure = new NoClassDefFoundError("java/util/logging/Logger")
                .initCause(new ClassNotFoundException("java.util.logging.Logger"));
        assertThat(Failures.reason(failure))
                .isEqualTo(
                        "class java.util.logging.Logger is missing, add the module java.logging to the run-time image");
        assertThat(Failures.reason(new NoClassDefFoundError("com/sun/jna/Native")))
                .isEqualTo("class com.sun.jna.Native is missing");
    }

    /** Without it a failure that says nothing leaves a line that says nothing. */
    @Test
    void aFailureWithoutWordsIsItsClass() {
        assertThat(Failures.reason(new IllegalStateException("above", new StackOverflowError())))
                .isEqualTo("java.lang.StackOverflowError");
        assertThat(Failures.reason(new RuntimeException("one\ntwo"))).isEqualTo("one");
    }
}
