// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.zip;

import java.lang.reflect.Constructor;
import java.util.Optional;

/**
 * Makes inflaters as deserialization makes objects, without the constructor of {@link java.util.zip.Inflater}. That takes a
 * zlib stream from the system and gives it to a cleaner, which costs as much as a short message, and the drop-in would give it
 * back unused. Not where the JDK asks an inflater what nobody can override, as from JDK 19 on.
 */
final class Unconstructed {
    private static final Optional<Constructor<?>> INFLATER =
            JdkInflater.HAS_PENDING_OUTPUT ? Optional.empty() : constructor(HwInflater.class);

    private Unconstructed() {}

    /** Of jdk.unsupported, which says that libraries for serialization may use it; empty where a program does without it. */
    private static Optional<Constructor<?>> constructor(Class<?> type) {
        try {
            Class<?> factory = Class.forName("sun.reflect.ReflectionFactory");
            Object made = factory.getMethod("getReflectionFactory").invoke(null);
            return Optional.of(
                    (Constructor<?>) factory.getMethod("newConstructorForSerialization", Class.class, Constructor.class)
                            .invoke(made, type, Object.class.getConstructor()));
        } catch (ReflectiveOperationException | RuntimeException e) {
            return Optional.empty();
        }
    }

    /** All of it is zero; empty where it has to be constructed. */
    static Optional<HwInflater> inflater() {
        try {
            return INFLATER.isPresent()
                    ? Optional.of((HwInflater) INFLATER.get().newInstance())
                    : Optional.empty();
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("a constructor that does nothing", e);
        }
    }
}
