// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.zip;

import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * Private fields of the JDK's classes that other classes of {@code java.util.zip} look at through methods which nobody can
 * override: {@code Inflater.hasPendingOutput}, {@code Deflater.shouldFinish}; and {@code setParams}, which the next stream
 * inherits: where the parent's native memory was given back it is somebody else's. Seen only where {@code --add-opens=java.base/java.util.zip=ALL-UNNAMED} is given, as the build does.
 */
final class ParentFields {
    private static final Optional<Field> PENDING_OUTPUT = field(Inflater.class, "pendingOutput");
    private static final Optional<Field> FINISH = field(Deflater.class, "finish");
    private static final Optional<Field> SET_PARAMS = field(Deflater.class, "setParams");
    private static final Optional<Field> DEFLATERS_NATIVE = field(Deflater.class, "zsRef");
    private static final Optional<Field> INFLATERS_NATIVE = field(Inflater.class, "zsRef");

    private ParentFields() {}

    private static Optional<Field> field(Class<?> owner, String name) {
        Optional<Field> found = Arrays.stream(owner.getDeclaredFields())
                .filter(field -> field.getName().equals(name))
                .findFirst();
        try {
            found.ifPresent(field -> field.setAccessible(true));
            return found;
        } catch (InaccessibleObjectException e) {
            System.out.println("the JDK's private fields are not compared: " + e.getMessage());
            return Optional.empty();
        }
    }

    /** Whether there is anything to see. */
    static boolean areSeen() {
        return FINISH.isPresent();
    }

    /** {@code pendingOutput}, which InflaterInputStream asks for when no input is left. */
    static boolean pendingOutput(Inflater inflater) {
        return inflater.needsInput() && isSet(PENDING_OUTPUT, inflater);
    }

    static boolean finish(Deflater deflater) {
        return isSet(FINISH, deflater);
    }

    static boolean setParams(Deflater deflater) {
        if (deflater instanceof HwDeflater dropIn && isGivenBack(deflater)) {
            return dropIn.isSettingParameters();
        }
        return isSet(SET_PARAMS, deflater);
    }

    /** Whether the parent has no native memory any more, as {@code end()} leaves it. */
    static boolean isGivenBack(Deflater deflater) {
        return DEFLATERS_NATIVE.isPresent() && address(DEFLATERS_NATIVE.get(), deflater) == 0;
    }

    static boolean isGivenBack(Inflater inflater) {
        return INFLATERS_NATIVE.isPresent() && address(INFLATERS_NATIVE.get(), inflater) == 0;
    }

    private static long address(Field reference, Object object) {
        try {
            Object nativeMemory = reference.get(object);
            Field address = nativeMemory.getClass().getDeclaredField("address");
            address.setAccessible(true);
            return address.getLong(nativeMemory);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(e.toString(), e);
        }
    }

    private static boolean isSet(Optional<Field> field, Object object) {
        try {
            return field.isPresent() && field.get().getBoolean(object);
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }
}
