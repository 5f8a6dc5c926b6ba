// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.zip;

import io.warpdrive.support.SerializationConstructors;
import io.warpdrive.support.WdHost;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;

/**
 * Makes drop-ins whose parent is as its {@code end()} leaves it. The parent's constructor would take memory for a stream of zlib's
 * from the system and give it to a cleaner, which costs more than a short message, and the drop-in would give it back unused. It is
 * passed by as deserialization passes constructors by. That takes a package {@code java.util.zip} that is open to us, as the agent
 * {@linkplain WdHost#openZip opens it}, and the module jdk.unsupported.
 *
 * @param allocation of a drop-in that is all zero
 * @param newReference makes what the parent keeps its native memory with, with none
 * @param setReference gives it to the parent
 */
record EndedAtBirth<T>(Constructor<T> allocation, MethodHandle newReference, MethodHandle setReference) {
    /** From this Java on the JVM warns of whoever sets a final field (JEP 500). */
    private static final int FINAL_MEANS_FINAL = 26;

    /**
     * So often a handle is called where it is made: the JDK makes classes for the 127th call of each, and loads some for that, which
     * must not come to pass inside another agent's transformer that is asked about one of these.
     */
    static final int CALLS = 256;

    /**
     * How a drop-in is made.
     *
     * @param type the drop-in
     * @param parent the JDK's class
     * @return null where it has to be constructed
     */
    static <T> EndedAtBirth<T> of(Class<T> type, Class<? super T> parent) {
        if (Runtime.version().feature() >= FINAL_MEANS_FINAL) {
            return null;
        }
        try {
            WdHost.openZip();
            MethodHandles.Lookup lookup = MethodHandles.privateLookupIn(parent, MethodHandles.lookup());
            Field field = parent.getDeclaredField("zsRef");
            field.setAccessible(true);
            MethodHandle constructor =
                    lookup.findConstructor(field.getType(), MethodType.methodType(void.class, parent, long.class));
            EndedAtBirth<T> made = new EndedAtBirth<>(
                    SerializationConstructors.of(type, Object.class.getConstructor()),
                    // no cleaner, and no memory
                    MethodHandles.insertArguments(constructor, 0, null, 0L).asType(MethodType.methodType(Object.class)),
                    lookup.unreflectSetter(field)
                            .asType(MethodType.methodType(void.class, Object.class, Object.class)));
            for (int i = 0; i < CALLS; i++) {
                made.make();
            }
            return made;
        } catch (ReflectiveOperationException | RuntimeException | Error e) {
            // with assertions on, the JDK refuses a reference to nothing; and memory or stack that run out just here
            // must not
            // make every later stream fail to load the class that asks
            return null;
        }
    }

    /** A drop-in; its own fields are zero. */
    T make() {
        try {
            T made = allocation.newInstance();
            setReference.invokeExact((Object) made, (Object) newReference.invokeExact());
            return made;
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new LinkageError("nothing that is called here declares an exception", e);
        }
    }
}
