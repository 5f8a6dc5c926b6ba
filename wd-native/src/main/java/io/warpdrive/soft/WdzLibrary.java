// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.soft;

import io.warpdrive.support.Failures;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Loads the native engine of our own, {@link Wdz}, once in the life of the class loader. That it can't is a value. */
final class WdzLibrary {
    /** Why it is not there, in one line; empty if it is. */
    private static final Optional<String> FAILURE = load();

    private WdzLibrary() {}

    /** Why {@link Wdz} can't be used, in one line; empty if it can. */
    static Optional<String> failure() {
        return FAILURE;
    }

    // the linker throws Errors; access to native code may be refused
    @SuppressWarnings("CatchingUnchecked")
    private static Optional<String> load() {
        try (CarriedLibrary library = CarriedLibrary.extract("libwarpdrive.so")) {
            return bind(library.file());
        } catch (VirtualMachineError e) {
            throw e;
        } catch (IOException | Error | RuntimeException e) {
            return Optional.of("libwarpdrive: " + Failures.reason(e));
        }
    }

    private static Optional<String> bind(Path file) {
        System.load(file.toString());
        int version = Wdz.version();
        return version == Wdz.VERSION
                ? Optional.empty()
                : Optional.of("libwarpdrive: version " + version + " where " + Wdz.VERSION + " is wanted");
    }
}
