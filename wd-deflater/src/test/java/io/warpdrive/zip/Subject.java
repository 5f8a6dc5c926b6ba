// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.zip;

import java.util.Arrays;
import java.util.stream.Stream;

/** One run of a contract test. */
record Subject(Implementation implementation, Format format) {

    static Stream<Subject> all() {
        return Arrays.stream(Implementation.values()).flatMap(implementation -> Arrays.stream(Format.values())
                .map(format -> new Subject(implementation, format)));
    }

    @Override
    public String toString() {
        return implementation + " " + format;
    }
}
