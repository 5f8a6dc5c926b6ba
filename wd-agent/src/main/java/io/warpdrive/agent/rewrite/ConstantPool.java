// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.agent.rewrite;

/**
 * Looks into a class file without parsing it: whether its constant pool (JVM specification, section 4.4) mentions
 * {@code Deflater} or {@code Inflater} at all. Nearly no class does, and this is what the agent costs all the others.
 */
final class ConstantPool {
    private static final String PACKAGE = "java/util/zip/";
    private static final int NAME_LENGTH = PACKAGE.length() + "Deflater".length();
    /** Offset of constant_pool_count: after magic, minor and major version. */
    private static final int COUNT = 8;

    private static final int UTF8 = 1;
    /** Of Long and Double, tags 5 and 6. */
    private static final int LONG_SIZE = 9;
    /** Sizes of the entries by tag, in bytes; 0: no such tag, or not always as long. */
    private static final byte[] SIZES = {0, 0, 0, 5, 5, 9, 9, 3, 3, 5, 5, 5, 5, 0, 0, 4, 3, 5, 5, 3, 3};

    private ConstantPool() {}

    /** Whether {@code classFile} mentions one of the two; a class file it can't read mentions neither. */
    static boolean mentionsDeflaterOrInflater(byte[] classFile) {
        int count = unsignedShort(classFile, COUNT);
        int offset = COUNT + 2;
        for (int index = 1; index < count; index++) {
            int tag = classFile[offset];
            if (tag == UTF8) {
                int length = unsignedShort(classFile, offset + 1);
                if (length == NAME_LENGTH && isName(classFile, offset + 3)) {
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
    private static boolean isName(byte[] bytes, int offset) {
        return matches(bytes, offset + PACKAGE.length() + 2, "flater")
                && (matches(bytes, offset + PACKAGE.length(), "De") || matches(bytes, offset + PACKAGE.length(), "In"))
                && matches(bytes, offset, PACKAGE);
    }

    private static boolean matches(byte[] bytes, int offset, String text) {
        for (int i = 0; i < text.length(); i++) {
            if (bytes[offset + i] != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static int unsignedShort(byte[] bytes, int offset) {
        return (bytes[offset] & 0xff) << 8 | (bytes[offset + 1] & 0xff);
    }
}
