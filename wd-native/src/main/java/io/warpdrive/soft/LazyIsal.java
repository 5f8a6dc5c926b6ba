// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.soft;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import io.warpdrive.support.Failures;
import java.nio.file.Path;
import java.util.Optional;

/**
 * ISA-L, as soon as somebody wants it: most programs never do, and JNA, through which it is called, takes longer to load
 * than all the rest. Loaded once in the life of the class loader: engine states point into the library they were made by.
 */
final class LazyIsal {
    private final Optional<Path> libraries;
    private String description = "";
    /** Volatile: written once, under the lock, and read without; null before. */
    private volatile Optional<IsalEngine> engine;

    /** @param libraries a directory to look into first */
    LazyIsal(Optional<Path> libraries) {
        this.libraries = libraries;
    }

    /** The engine; empty if it can't be had. */
    Optional<IsalEngine> get() {
        Optional<IsalEngine> loaded = engine;
        return loaded != null ? loaded : load();
    }

    private synchronized Optional<IsalEngine> load() {
        if (engine == null) {
            engine = find();
        }
        return engine;
    }

    // JNA may be missing, refused by the JVM or unfit for this machine: each time the engine is just not there
    private Optional<IsalEngine> find() {
        Optional<String> problem = JnaDirectory.problem();
        if (problem.isPresent()) {
            description = "JNA " + problem.get();
            return Optional.empty();
        }
        try {
            // JNA first, for a reason that can be read; Error: a native part that belongs to another JNA
            Native.getNativeSize(long.class);
        } catch (VirtualMachineError e) {
            throw e;
        } catch (Error | RuntimeException e) {
            description = "JNA can't be used: " + Failures.reason(e);
            return Optional.empty();
        }
        EngineLibrary<IsalEngine> library =
                new EngineLibrary<>("ISA-L", "libisal.so.2", "libgkl_compression.so", LazyIsal::bind);
        Optional<IsalEngine> found = library.load(libraries);
        description = found.isPresent() ? library.place() : String.join("; ", library.failures());
        return found;
    }

    private static IsalEngine bind(NativeLibrary library) {
        Isal.bind(library);
        return new IsalEngine();
    }

    /** Where it came from, or why it could not be had, for people. */
    String description() {
        return get().isPresent() ? description : "no ISA-L (" + description + ")";
    }
}
