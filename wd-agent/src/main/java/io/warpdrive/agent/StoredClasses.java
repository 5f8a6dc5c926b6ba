// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.agent;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * A zip file within the agent's jar, in memory, whose entries are stored. The JDK goes through the directory of a jar in code
 * that nothing has compiled yet: were all our classes entries of the jar itself, each program that names the agent would pay
 * for every one of them. Immutable.
 */
final class StoredClasses {
    /** The record at the end (APPNOTE.TXT, section 4.3.16): its length without a comment, and what is where in it. */
    private static final int END = 22;

    private static final int END_COUNT = 10;
    private static final int END_DIRECTORY = 16;

    /** An entry of the central directory (section 4.3.12), likewise. */
    private static final int ENTRY = 46;

    private static final int ENTRY_METHOD = 10;
    private static final int ENTRY_SIZE = 24;
    private static final int ENTRY_NAME = 28;
    private static final int ENTRY_EXTRA = 30;
    private static final int ENTRY_COMMENT = 32;
    private static final int ENTRY_HEADER = 42;

    /** The header before an entry's content (section 4.3.7), likewise. */
    private static final int HEADER = 30;

    private static final int HEADER_NAME = 26;
    private static final int HEADER_EXTRA = 28;

    /** The JDK reads more at a time by way of memory that it gets from the system and gives back. */
    private static final int PIECE = 8192;

    /** Of a name what is looked at to find it: so much of its end, without the suffix. */
    private static final int HASHED = 14;

    private static final String SUFFIX = ".class";

    private final byte[] zip;
    /** Where entries of the central directory begin, by the {@link #slot} of their names or the next that was free; else -1. */
    private final int[] table;

    private StoredClasses(byte[] zip) throws ZipException {
        this.zip = zip;
        int end = zip.length - END;
        int count = unsignedShort(end + END_COUNT);
        int at = integer(end + END_DIRECTORY);
        table = new int[4 * Integer.highestOneBit(count | 1)];
        Arrays.fill(table, -1);
        for (int i = 0; i < count; i++) {
            if (unsignedShort(at + ENTRY_METHOD) != ZipEntry.STORED) {
                throw new ZipException("the agent's jar has been packed anew, and compressed");
            }
            int length = unsignedShort(at + ENTRY_NAME);
            int slot = slot(zip, at + ENTRY, length);
            while (table[slot] >= 0) {
                slot = next(slot);
            }
            table[slot] = at;
            at += ENTRY + length + unsignedShort(at + ENTRY_EXTRA) + unsignedShort(at + ENTRY_COMMENT);
        }
    }

    /** Reads an entry of {@code jar} that is such a file. */
    static StoredClasses read(ZipFile jar, String name) throws IOException {
        ZipEntry entry = jar.getEntry(name);
        if (entry == null) {
            throw new FileNotFoundException("the agent's jar lacks " + name);
        }
        byte[] bytes = new byte[(int) entry.getSize()];
        try (InputStream in = jar.getInputStream(entry)) {
            for (int at = 0; at < bytes.length; at += PIECE) {
                int length = Math.min(PIECE, bytes.length - at);
                if (in.readNBytes(bytes, at, length) < length) {
                    throw new ZipException("the agent's jar lacks the end of " + name);
                }
            }
        }
        try {
            return new StoredClasses(bytes);
        } catch (IndexOutOfBoundsException e) {
            throw new ZipException("the agent's jar is damaged at " + name);
        }
    }

    /** What an entry has in it, not copied; null if there is no such entry. */
    ByteBuffer find(String name) throws ZipException {
        return find(ascii(name, ""));
    }

    /** The same of a class's file. Calls few methods of the JDK, and no loops of it: the JVM would compile them. */
    ByteBuffer findClass(String name) throws ZipException {
        byte[] file = ascii(name, SUFFIX);
        for (int i = file.length - SUFFIX.length() - 1; i >= 0; i--) {
            if (file[i] == '.') {
                file[i] = '/';
            }
        }
        return find(file);
    }

    private ByteBuffer find(byte[] name) throws ZipException {
        for (int slot = slot(name, 0, name.length); table[slot] >= 0; slot = next(slot)) {
            if (isNamed(table[slot], name)) {
                return content(table[slot]);
            }
        }
        return null;
    }

    private boolean isNamed(int entry, byte[] name) {
        if (unsignedShort(entry + ENTRY_NAME) != name.length) {
            return false;
        }
        for (int i = name.length - 1; i >= 0; i--) {
            if (zip[entry + ENTRY + i] != name[i]) {
                return false;
            }
        }
        return true;
    }

    private ByteBuffer content(int entry) throws ZipException {
        int header = integer(entry + ENTRY_HEADER);
        try {
            int begin = header + HEADER + unsignedShort(header + HEADER_NAME) + unsignedShort(header + HEADER_EXTRA);
            return ByteBuffer.wrap(zip, begin, integer(entry + ENTRY_SIZE));
        } catch (IndexOutOfBoundsException e) {
            throw new ZipException("the agent's jar is damaged");
        }
    }

    /** Names of ours. */
    @SuppressWarnings("deprecation") // right for ASCII
    private static byte[] ascii(String name, String suffix) {
        byte[] bytes = new byte[name.length() + suffix.length()];
        name.getBytes(0, name.length(), bytes, 0);
        suffix.getBytes(0, suffix.length(), bytes, name.length());
        return bytes;
    }

    /** By the ends of names, where they differ most. To go through all of each would have the JVM compile whatever does so. */
    private int slot(byte[] text, int from, int length) {
        int hash = length;
        for (int i = Math.max(0, length - HASHED); i < length - SUFFIX.length(); i++) {
            hash = 31 * hash + text[from + i];
        }
        return hash & (table.length - 1);
    }

    private int next(int slot) {
        return (slot + 1) & (table.length - 1);
    }

    private int unsignedShort(int at) {
        return (zip[at] & 0xff) | (zip[at + 1] & 0xff) << 8;
    }

    private int integer(int at) {
        return unsignedShort(at) | (unsignedShort(at + 2) << 16);
    }
}
