// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.agent;

/**
 * Looks into a class file without parsing it: whether its constant pool (JVM specification, section 4.4) has a name that is
 * worth parsing it for. Nearly no class has, and this is what the agent costs all the others. For the gate, and for
 * the agent proper, to which its loader hands this class.
 */
public final class ConstantPool {
    private static final String PREFIX = "java/util/";
    /** Of {@code java/util/zip/Deflater} and {@code java/util/zip/Inflater}. */
    private static final int NAME_LENGTH = 22;
    /** No stream class of java.util.zip or java.util.jar has a longer name. */
    private static final int LONGEST_NAME = 40;

    private static final int MAJOR = 6;
    /** Offset of constant_pool_count: after magic, minor and major version. */
    private static final int COUNT = 8;

    private static final int UTF8 = 1;
    /** Of Long and Double, tags 5 and 6: the only entries that take two indices. */
    private static final int LONG_SIZE = 9;
    /** Sizes of the entries by tag, in bytes; 0: no such tag, or not always as long. */
    private static final byte[] SIZES = {0, 0, 0, 5, 5, 9, 9, 3, 3, 5, 5, 5, 5, 0, 0, 4, 3, 5, 5, 3, 3};

    private ConstantPool() {}

    /**
     * Whether a class file mentions one of the two.
     *
     * @param classFile one that can't be read mentions neither
     * @return whether it does
     */
    public static boolean mentionsDeflaterOrInflater(byte[] classFile) {
        return mentions(classFile, false);
    }

    /**
     * The class file version, without the minor one.
     *
     * @param classFile long enough to have one
     * @return 44 and up
     */
    public static int majorVersion(byte[] classFile) {
        return unsignedShort(classFile, MAJOR);
    }

    /**
     * Whether a class file mentions a stream class of {@code java.util.zip} or {@code java.util.jar}.
     *
     * @param classFile one that can't be read mentions none
     * @return whether it does
     */
    public static boolean mentionsStream(byte[] classFile) {
        return mentions(classFile, true);
    }

    private static boolean mentions(byte[] classFile, boolean stream) {
        if (classFile.length < COUNT + 2) {
            return false;
        }
        int count = unsignedShort(classFile, COUNT);
        int offset = COUNT + 2;
        // the longest entry but text is shorter than what follows the constant pool in every class file
        for (int index = 1; index < count && offset < classFile.length - LONG_SIZE; index++) {
            int tag = classFile[offset];
            if (tag == UTF8) {
                int length = unsignedShort(classFile, offset + 1);
                if (length > classFile.length - offset - 3) {
                    return false;
                }
                if (stream ? isStream(classFile, offset + 3, length) : isEither(classFile, offset + 3, length)) {
                    return true;
                }
                offset += 3 + length;
            } else {
                int size = tag < 0 || tag >= SIZES.length ? 0 : SIZES[tag];
                if (size == 0) {
                    return false;
                }
                if (size == LONG_SIZE) {
                    index++; // takes two indices
                }
                offset += size;
            }
        }
        return false;
    }

    /** The last letters first: most names of that length differ there. */
    private static boolean isEither(byte[] bytes, int offset, int length) {
        return length == NAME_LENGTH
                && matches(bytes, offset + 16, "flater")
                && matches(bytes, offset, PREFIX)
                && (matches(bytes, offset + 10, "zip/De") || matches(bytes, offset + 10, "zip/In"));
    }

    private static boolean isStream(byte[] bytes, int offset, int length) {
        return length > NAME_LENGTH
                && length <= LONGEST_NAME
                && matches(bytes, offset + length - 6, "Stream")
                && matches(bytes, offset, PREFIX)
                && (matches(bytes, offset + 10, "zip/") || matches(bytes, offset + 10, "jar/"));
    }

    private static boolean matches(byte[] bytes, int offset, String text) {
        for (int i = 0; i < text.length(); i++) {
            if (bytes[offset + i] != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /**
     * The length of an entry.
     *
     * @param classFile that has it
     * @param offset where it begins
     * @return in bytes
     * @throws IllegalArgumentException if it is of an unknown kind
     */
    public static int size(byte[] classFile, int offset) {
        int tag = classFile[offset];
        if (tag == UTF8) {
            return 3 + unsignedShort(classFile, offset + 1);
        }
        int size = tag < 0 || tag >= SIZES.length ? 0 : SIZES[tag];
        if (size == 0) {
            throw new IllegalArgumentException("constant of an unknown kind " + tag);
        }
        return size;
    }

    private static int unsignedShort(byte[] bytes, int offset) {
        return (bytes[offset] & 0xff) << 8 | (bytes[offset + 1] & 0xff);
    }
}
