// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.soft;

import com.sun.jna.Library;
import com.sun.jna.NativeLibrary;
import io.warpdrive.support.Failures;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Finds and loads an engine's shared object: in the directory configured, then where the system's loader looks, then the
 * one carried in this jar. Linkage failure is a value here, never thrown.
 *
 * @param <E> the engine
 */
final class EngineLibrary<E> {
    /** {@code RTLD_NOW}: a missing symbol shows at once; no RTLD_GLOBAL: an application's own copy is not disturbed. */
    private static final Map<String, Object> OPTIONS = Map.of(Library.OPTION_OPEN_FLAGS, 2);

    private final String name;
    private final String systemName;
    private final String carriedName;
    private final Function<NativeLibrary, E> bind;
    private final List<String> failures = new ArrayList<>();
    private String place = "";

    /**
     * @param name for people
     * @param systemName file name as the system has it
     * @param carriedName file name below {@code engines/} in this jar
     * @param bind makes the engine of a library that was loaded and tries it out; throws if it does not work
     */
    EngineLibrary(String name, String systemName, String carriedName, Function<NativeLibrary, E> bind) {
        this.name = name;
        this.systemName = systemName;
        this.carriedName = carriedName;
        this.bind = bind;
    }

    /** Tries every place in turn. */
    Optional<E> load(Optional<Path> configured) {
        String file = configured
                .map(directory -> directory.resolve(systemName).toAbsolutePath().toString())
                .orElse("");
        Optional<E> engine = file.isEmpty() ? Optional.empty() : open(file);
        return engine.or(() -> open(systemName)).or(this::openCarried);
    }

    /** The engine's name and where it came from, empty if it did not. */
    String place() {
        return place;
    }

    /** What was tried in vain, a line each. */
    List<String> failures() {
        return List.copyOf(failures);
    }

    // the linker throws Errors, a stranger's library may make bind throw anything: each means "not this one"
    @SuppressWarnings("CatchingUnchecked")
    private Optional<E> open(String file) {
        try {
            NativeLibrary library = NativeLibrary.getInstance(file, OPTIONS);
            Optional<E> engine = Optional.of(bind.apply(library));
            place = name + " (" + file + ")";
            return engine;
        } catch (VirtualMachineError e) {
            throw e;
        } catch (Error | RuntimeException e) {
            failures.add(name + ": " + file + ": " + Failures.reason(e));
            return Optional.empty();
        }
    }

    private Optional<E> openCarried() {
        try (CarriedLibrary library = CarriedLibrary.extract(carriedName)) {
            Optional<E> engine = open(library.file().toString());
            place = engine.isPresent() ? name + " (carried in the jar)" : place;
            return engine;
        } catch (IOException e) {
            failures.add(name + ": can't take the one carried: " + e.getMessage());
            return Optional.empty();
        }
    }
}
