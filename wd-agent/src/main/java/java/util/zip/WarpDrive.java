// SPDX-License-Identifier: Apache-2.0
package java.util.zip;

import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Where rewritten code goes in place of a constructor of {@link Deflater} or {@link Inflater}. The agent defines this
 * class in {@code java.base}, because that is the one place every class loader can see; so it names nothing but
 * {@code java.*}. Safe for use by many threads.
 */
public final class WarpDrive
        implements BiConsumer<BiFunction<Integer, Boolean, Deflater>, Function<Boolean, Inflater>> {
    /** Makes a deflater of a level and {@code nowrap}; {@code null}, or one that returns {@code null}: the JDK's own. */
    private static volatile BiFunction<Integer, Boolean, Deflater> deflaters;

    /** Makes an inflater of {@code nowrap}; {@code null}, or one that returns {@code null}: the JDK's own. */
    private static volatile Function<Boolean, Inflater> inflaters;

    /** Set while the next object that this thread constructs has to be the JDK's own. */
    private static final ThreadLocal<Boolean> PLAIN_NEXT = new ThreadLocal<>();
    /** Whether that has ever been asked for. Not volatile: it matters only to the thread that asked. */
    private static boolean plainAsked;

    /** For the agent, which hooks its factories in. */
    public WarpDrive() {}

    /** Where the objects come from, from now on. */
    @Override
    public void accept(
            BiFunction<Integer, Boolean, Deflater> nextDeflaters, Function<Boolean, Inflater> nextInflaters) {
        deflaters = nextDeflaters;
        inflaters = nextInflaters;
    }

    /** The next object that this thread constructs here is the JDK's own. For code that has been excluded. */
    public static void plainNext() {
        plainAsked = true;
        PLAIN_NEXT.set(Boolean.TRUE);
    }

    private static boolean isPlainNext() {
        if (!plainAsked || PLAIN_NEXT.get() == null) {
            return false;
        }
        PLAIN_NEXT.remove();
        return true;
    }

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
        Deflater made = dropInDeflater(level, nowrap);
        return made == null ? new Deflater(level, nowrap) : made;
    }

    /** {@code null}: it has to be the JDK's own. */
    static Deflater dropInDeflater(int level, boolean nowrap) {
        BiFunction<Integer, Boolean, Deflater> factory = deflaters;
        return factory == null || isPlainNext() ? null : factory.apply(level, nowrap);
    }

    /** In place of {@link Inflater#Inflater()}. */
    public static Inflater inflater() {
        return inflater(false);
    }

    /** In place of {@link Inflater#Inflater(boolean)}. */
    public static Inflater inflater(boolean nowrap) {
        Inflater made = dropInInflater(nowrap);
        return made == null ? new Inflater(nowrap) : made;
    }

    /** {@code null}: it has to be the JDK's own. */
    static Inflater dropInInflater(boolean nowrap) {
        Function<Boolean, Inflater> factory = inflaters;
        return factory == null || isPlainNext() ? null : factory.apply(nowrap);
    }
}
