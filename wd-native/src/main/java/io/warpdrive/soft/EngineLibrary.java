// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.soft;

import com.sun.jna.Library;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;
import io.warpdrive.queue.WdLog;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Finds and loads an engine's shared object: in the directory configured, then where the system's loader looks, then the
 * one carried in this jar, then the system's even if it is old. Linkage failure is a value here, never thrown.
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
    private final Predicate<NativeLibrary> current;
    private final List<String> failures = new ArrayList<>();
    private String place = "";
    /** Whether the system has a library that was passed over for its age. */
    private boolean passedOver;

    /**
     * @param name for people
     * @param systemName file name as the system has it
     * @param carriedName file name below {@code engines/} in this jar
     * @param current whether a library of the system is recent enough to be taken before the one carried
     * @param bind makes the engine of a library that was loaded and tries it out; throws if it does not work
     */
    EngineLibrary(
            String name,
            String systemName,
            String carriedName,
            Predicate<NativeLibrary> current,
            Function<NativeLibrary, E> bind) {
        this.name = name;
        this.systemName = systemName;
        this.carriedName = carriedName;
        this.current = current;
        this.bind = bind;
    }

    /** Tries every place in turn. */
    Optional<E> load(Optional<Path> configured) {
        String file = configured
                .map(directory -> directory.resolve(systemName).toAbsolutePath().toString())
                .orElse("");
        Optional<E> engine = file.isEmpty() ? Optional.empty() : open(file, library -> true);
        return engine.or(() -> open(systemName, current))
                .or(this::openCarried)
                .or(() -> passedOver ? open(systemName, library -> true) : Optional.empty());
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
    private Optional<E> open(String file, Predicate<NativeLibrary> wanted) {
        try {
            NativeLibrary library = NativeLibrary.getInstance(file, OPTIONS);
            if (!wanted.test(library)) {
                passedOver = true;
                failures.add(name + ": " + file + ": older than the one carried");
                return Optional.empty();
            }
            Optional<E> engine = Optional.of(bind.apply(library));
            place = name + " (" + file + ")";
            return engine;
        } catch (VirtualMachineError e) {
            throw e;
        } catch (Error | RuntimeException e) {
            failures.add(name + ": " + file + ": " + reason(e));
            return Optional.empty();
        }
    }

    /** What is at the bottom of it, in one line. */
    static String reason(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        String message = cause.getMessage();
        if (message == null || message.isBlank()) {
            return cause.getClass().getName();
        }
        String line = message.lines().findFirst().orElse("").strip();
        return cause instanceof ClassNotFoundException || cause instanceof NoClassDefFoundError
                ? missing(line.replace('/', '.'))
                : line;
    }

    /** A class's name alone would tell nobody what to do. */
    private static String missing(String name) {
        return "class " + name + " is missing"
                + (name.startsWith("java.util.logging.") ? ", add the module java.logging to the run-time image" : "");
    }

    private Optional<E> openCarried() {
        String resource = "engines/linux-" + architecture() + "/" + carriedName;
        try (InputStream in = EngineLibrary.class.getResourceAsStream(resource)) {
            if (in == null) {
                failures.add(name + ": none carried for " + Platform.RESOURCE_PREFIX);
                return Optional.empty();
            }
            return extract(in);
        } catch (IOException e) {
            failures.add(name + ": can't extract " + carriedName + ": " + e);
            return Optional.empty();
        }
    }

    /** The file lives in a directory of our own only as long as the linker needs it. */
    private Optional<E> extract(InputStream in) throws IOException {
        Path directory = Files.createTempDirectory(
                "warpdrive", PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Path file = directory.resolve(carriedName);
        try {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.write(file, in.readAllBytes());
            Optional<E> engine = open(file.toString(), library -> true);
            place = engine.isPresent() ? name + " (carried in the jar)" : place;
            return engine;
        } finally {
            delete(file);
            delete(directory);
        }
    }

    private static void delete(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            WdLog.info("can't delete " + path + ": " + e.getMessage());
        }
    }

    private static String architecture() {
        return Platform.isLinux() ? (Platform.isIntel() ? "amd64" : Platform.ARCH.replace("arm64", "aarch64")) : "none";
    }
}
