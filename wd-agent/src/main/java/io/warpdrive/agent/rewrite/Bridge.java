// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.agent.rewrite;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * The class {@code java.util.zip.WarpDrive}, seen from outside. It is defined in {@code java.base} through a lookup, not by
 * appending to the boot class path, which would cost the application its class data sharing and print a warning.
 */
final class Bridge {
    /** The bridge's name, with slashes. */
    static final String NAME = "java/util/zip/WarpDrive";

    private final MethodHandles.Lookup lookup;
    private final BiConsumer<BiFunction<Integer, Boolean, Deflater>, Function<Boolean, Inflater>> hooks;
    /** Guarded by this. */
    private boolean hasParents;

    private Bridge(
            MethodHandles.Lookup lookup,
            BiConsumer<BiFunction<Integer, Boolean, Deflater>, Function<Boolean, Inflater>> hooks) {
        this.lookup = lookup;
        this.hooks = hooks;
    }

    /** Defines the bridge, which makes the JDK's own objects until it is told otherwise. */
    // the bridge's type is not ours to see, but what it implements is known
    @SuppressWarnings("unchecked")
    static Bridge define(ZipPackage zip) throws IOException, ReflectiveOperationException {
        MethodHandles.Lookup lookup = zip.lookup();
        Class<?> type = lookup.defineClass(ownClassFile(NAME));
        return new Bridge(lookup, (BiConsumer<BiFunction<Integer, Boolean, Deflater>, Function<Boolean, Inflater>>)
                type.getConstructor().newInstance());
    }

    /** Defines the parents of classes that extend {@code Deflater} and {@code Inflater}, which few programs have. */
    synchronized void defineParents() throws IOException, IllegalAccessException {
        if (!hasParents) {
            lookup.defineClass(ownClassFile(Subclasses.replacement(Constructors.DEFLATER)));
            lookup.defineClass(ownClassFile(Subclasses.replacement(Constructors.INFLATER)));
            hasParents = true;
        }
    }

    /** Where the bridge gets its objects from. */
    void hook(BiFunction<Integer, Boolean, Deflater> deflaters, Function<Boolean, Inflater> inflaters) {
        hooks.accept(deflaters, inflaters);
    }

    /** Back to the JDK's own objects. */
    void unhook() {
        hook(null, null);
    }

    /** A class file that the agent's jar carries; its name has slashes. */
    static byte[] ownClassFile(String name) throws IOException {
        try (InputStream in = Bridge.class.getClassLoader().getResourceAsStream(name + ".class")) {
            if (in == null) {
                throw new FileNotFoundException("the agent's jar lacks " + name.replace('/', '.'));
            }
            return in.readAllBytes();
        }
    }
}
