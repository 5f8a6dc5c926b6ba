// SPDX-License-Identifier: Apache-2.0
package java.util.zip;

import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Where rewritten code goes in place of a constructor of {@link Deflater} or {@link Inflater}. The agent defines this
 * class in {@code java.base}, because that is the one place every class loader can see; so it names nothing but
 * {@code java.*}. Safe for use by many threads.
 */
public final class WarpDrive {
    /** Makes a deflater of a level and {@code nowrap}; {@code null}, or one that returns {@code null}: the JDK's own. */
    public static volatile BiFunction<Integer, Boolean, Deflater> deflaters;

    /** Makes an inflater of {@code nowrap}; {@code null}, or one that returns {@code null}: the JDK's own. */
    public static volatile Function<Boolean, Inflater> inflaters;

    private WarpDrive() {}

    /** In place of {@link Deflater#Deflater()}. */
    public static Deflater deflater() {
        return deflater(Deflater.DEFAULT_COMPRESSION, false);
    }

    /** In place of {@link Deflater#Deflater(int)}. */
    public static Deflater deflater(int level) {
        return deflater(level, false);
    }

    /** In place of {@link Deflater#Deflater(int, boolean)}. */
    public static Deflater deflater(int level, boolean nowrap) {
        BiFunction<Integer, Boolean, Deflater> factory = deflaters;
        Deflater made = factory == null ? null : factory.apply(level, nowrap);
        return made == null ? new Deflater(level, nowrap) : made;
    }

    /** In place of {@link Inflater#Inflater()}. */
    public static Inflater inflater() {
        return inflater(false);
    }

    /** In place of {@link Inflater#Inflater(boolean)}. */
    public static Inflater inflater(boolean nowrap) {
        Function<Boolean, Inflater> factory = inflaters;
        Inflater made = factory == null ? null : factory.apply(nowrap);
        return made == null ? new Inflater(nowrap) : made;
    }
}
