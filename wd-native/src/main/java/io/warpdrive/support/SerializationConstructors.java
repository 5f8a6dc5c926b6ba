// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.support;

import java.lang.reflect.Constructor;

/**
 * Constructors as deserialization has them, from module jdk.unsupported, which says that libraries for serialization may use
 * it. Other modules need not be there. Without state.
 */
public final class SerializationConstructors {
    private SerializationConstructors() {}

    /**
     * A constructor that makes objects of a class and runs only another one, of that class or of a parent's; whatever their
     * access is.
     *
     * @param type of the objects
     * @param runs what is run
     * @throws ReflectiveOperationException if this JVM has none
     */
    // it makes objects of the type it was asked for
    @SuppressWarnings("unchecked")
    public static <T> Constructor<T> of(Class<T> type, Constructor<? super T> runs)
            throws ReflectiveOperationException {
        Class<?> factory = Class.forName("sun.reflect.ReflectionFactory");
        Object made = factory.getMethod("getReflectionFactory").invoke(null);
        return (Constructor<T>) factory.getMethod("newConstructorForSerialization", Class.class, Constructor.class)
                .invoke(made, type, runs);
    }
}
