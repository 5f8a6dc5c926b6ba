// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.agent.rewrite;

import java.io.ByteArrayOutputStream;

/** Entries that are added to a constant pool (JVM specification, section 4.4). */
final class PoolWriter {
    private static final int LARGEST_COUNT = 0xffff;
    private static final int UTF8 = 1;
    private static final int CLASS = 7;
    private static final int METHOD = 10;
    private static final int NAME_AND_TYPE = 12;

    private final ByteArrayOutputStream out;
    private int count;

    /** @param count constant_pool_count so far */
    PoolWriter(ByteArrayOutputStream out, int count) {
        this.out = out;
        this.count = count;
    }

    /** constant_pool_count by now. */
    int count() {
        return count;
    }

    /** Adds a class; returns its index. */
    int type(String name) {
        int text = utf8(name);
        out.write(CLASS);
        writeShort(text);
        return next();
    }

    /** Adds a method; returns its index. */
    int method(int type, String name, String descriptor) {
        int nameText = utf8(name);
        int descriptorText = utf8(descriptor);
        out.write(NAME_AND_TYPE);
        writeShort(nameText);
        writeShort(descriptorText);
        int nameAndType = next();
        out.write(METHOD);
        writeShort(type);
        writeShort(nameAndType);
        return next();
    }

    private int utf8(String text) {
        out.write(UTF8);
        writeShort(text.length());
        for (int i = 0; i < text.length(); i++) {
            out.write(text.charAt(i)); // names and descriptors of ours: in ASCII modified UTF-8 is the same
        }
        return next();
    }

    private void writeShort(int value) {
        out.write(value >> 8);
        out.write(value);
    }

    private int next() {
        if (count == LARGEST_COUNT) {
            throw new IllegalArgumentException("constant pool full");
        }
        return count++;
    }
}
