// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.agent.rewrite;

import io.warpdrive.agent.ConstantPool;
import java.nio.ByteBuffer;

/** The constant pool of a class file (JVM specification, section 4.4), as far as constructions are concerned. */
final class PoolReader {
    /** Offset of constant_pool_count. */
    static final int COUNT = 8;

    /** Offset of super_class behind the pool: after access_flags and this_class. */
    private static final int SUPER_CLASS = 4;

    private static final int LONG = 5;
    private static final int DOUBLE = 6;
    private static final int CLASS = 7;
    private static final int METHOD = 10;
    private static final int METHOD_HANDLE = 15;
    private static final int NEW_INVOKE_SPECIAL = 8;

    private final ByteBuffer file;
    /** Where each entry begins; 0 for none. */
    private final int[] entries;

    private final int end;
    private final boolean[] constructors;
    private boolean hasConstructors;
    private boolean hasConstructorHandles;

    /**
     * Reads the pool.
     *
     * @throws IndexOutOfBoundsException if the file is cut off
     * @throws IllegalArgumentException if there is something in it that is not known
     */
    PoolReader(byte[] classFile) {
        file = ByteBuffer.wrap(classFile);
        entries = new int[unsignedShort(COUNT)];
        constructors = new boolean[entries.length];
        int at = COUNT + 2;
        for (int i = 1; i < entries.length; i++) {
            entries[i] = at;
            if (classFile[at] == LONG || classFile[at] == DOUBLE) {
                i++; // takes two indices
            }
            at += ConstantPool.size(classFile, at);
        }
        end = at;
        for (int i = 1; i < entries.length; i++) {
            constructors[i] = is(i, METHOD) && isConstructor(i);
            hasConstructors |= constructors[i];
        }
        for (int i = 1; i < entries.length; i++) {
            hasConstructorHandles |= is(i, METHOD_HANDLE)
                    && file.get(entries[i] + 1) == NEW_INVOKE_SPECIAL
                    && constructors[unsignedShort(entries[i] + 2)];
        }
    }

    /** Whether a class extends Deflater or Inflater; not one that can't be read. */
    static boolean extendsTarget(byte[] classFile) {
        try {
            PoolReader pool = new PoolReader(classFile);
            return pool.isTarget(pool.unsignedShort(pool.end + SUPER_CLASS));
        } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
            return false;
        }
    }

    ByteBuffer file() {
        return file;
    }

    int majorVersion() {
        return unsignedShort(6);
    }

    int count() {
        return entries.length;
    }

    /** Where the pool ends. */
    int end() {
        return end;
    }

    /** Whether there is a constructor that the bridge has a factory for. */
    boolean hasConstructors() {
        return hasConstructors;
    }

    /** Whether a method handle, {@code Deflater::new}, names one of them. */
    boolean hasConstructorHandles() {
        return hasConstructorHandles;
    }

    private boolean isConstructor(int method) {
        return isTarget(unsignedShort(entries[method] + 1))
                && Constructors.isOne(owner(method), text(nameAndType(method), 1), descriptor(method));
    }

    /** Whether an entry is the class Deflater or Inflater. */
    boolean isTarget(int type) {
        if (!is(type, CLASS)) {
            return false;
        }
        int name = unsignedShort(entries[type] + 1);
        return isUtf8(name, Constructors.DEFLATER) || isUtf8(name, Constructors.INFLATER);
    }

    /** How many arguments one of those constructors takes; -1 for any other method. */
    int constructorArguments(int method) {
        // one letter each, between "(" and ")V"
        return constructors[method] ? descriptor(method).length() - 3 : -1;
    }

    /** The class of a method. */
    String owner(int method) {
        return text(unsignedShort(entries[method] + 1), 1);
    }

    String descriptor(int method) {
        return text(nameAndType(method), 3);
    }

    private int nameAndType(int method) {
        return unsignedShort(entries[method] + 3);
    }

    /** The text whose index an entry has at {@code offset}. What is not ASCII comes out wrong, and like nothing of interest. */
    // without a Charset: a short program would load six of them for this
    @SuppressWarnings("deprecation")
    private String text(int index, int offset) {
        int utf8 = entries[unsignedShort(entries[index] + offset)];
        return new String(file.array(), 0, utf8 + 3, unsignedShort(utf8 + 1));
    }

    /** Whether an entry is this text, of ASCII letters. */
    boolean isUtf8(int index, String text) {
        int entry = entries[index];
        if (unsignedShort(entry + 1) != text.length()) {
            return false;
        }
        for (int i = text.length() - 1; i >= 0; i--) {
            if (file.get(entry + 3 + i) != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private boolean is(int index, int tag) {
        return entries[index] != 0 && file.get(entries[index]) == tag;
    }

    private int unsignedShort(int at) {
        return file.getShort(at) & 0xffff;
    }
}
