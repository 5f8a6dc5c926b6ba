// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.zip;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What java.util.zip promises, in writing or because programs rest on it. Every test of a subclass runs with the JDK's
 * classes and with the drop-ins, in both formats; the build runs all of them with the default configuration, where nearly
 * all is in place, with several blocks under way at a time, and with every stream on an emulated device.
 */
@Tag("contract")
@ParameterizedClass(name = "{0}")
@MethodSource("subjects")
abstract class Contract {
    /** Stored, fast, default, best; the numbers between are no other code. */
    static final int[] LEVELS = {-1, 0, 1, 3, 6, 9};

    @Parameter
    Subject subject;

    private final List<Runnable> ends = new ArrayList<>();

    static Stream<Subject> subjects() {
        return Subject.all();
    }

    /** A deflater that is ended after the test. */
    final Deflater deflater(int level) {
        Deflater deflater = subject.implementation().deflater(level, subject.format());
        ends.add(deflater::end);
        return deflater;
    }

    /** An inflater that is ended after the test. */
    final Inflater inflater() {
        Inflater inflater = subject.implementation().inflater(subject.format());
        ends.add(inflater::end);
        return inflater;
    }

    @AfterEach
    final void end() {
        ends.forEach(Runnable::run);
    }

    final Format format() {
        return subject.format();
    }
}
