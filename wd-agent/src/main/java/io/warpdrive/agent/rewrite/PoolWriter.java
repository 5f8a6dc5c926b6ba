// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.agent.rewrite;

import java.io.DataOutputStream;
import java.io.IOException;

/** Entries that are added to a constant pool (JVM specification, section 4.4). */
final class PoolWriter {
    private static final int LARGEST_COUNT = 0xffff;
    private static final int UTF8 = 1;
    private static final int CLASS = 7;
    private static final int METHOD = 10;
    private static final int NAME_AND_TYPE = 12;

    private final DataOutputStream out;
    private int count;

    /** @param count constant_pool_count so far */
    PoolWriter(DataOutputStream out, int count) {
        this.out = out;
        this.count = count;
    }

    /** constant_pool_count by now. */
    int count() {
        return count;
    }

    /** Adds a class; returns its index. */
    int type(String name) throws IOException {
        int text = utf8(name);
        out.writeByte(CLASS);
        out.writeShort(text);
        return next();
    }

    /** Adds a method; returns its index. */
    int method(int type, String name, String descriptor) throws IOException {
        int nameText = utf8(name);
        int descriptorText = utf8(descriptor);
        out.writeByte(NAME_AND_TYPE);
        out.writeShort(nameText);
        out.writeShort(descriptorText);
        int nameAndType = next();
        out.writeByte(METHOD);
        out.writeShort(type);
        out.writeShort(nameAndType);
        return next();
    }

    private int utf8(String text) throws IOException {
        out.writeByte(UTF8);
        out.writeUTF(text);
        return next();
    }

    private int next() {
        if (count == LARGEST_COUNT) {
            throw new IllegalArgumentException("constant pool full");
        }
        return count++;
    }
}
