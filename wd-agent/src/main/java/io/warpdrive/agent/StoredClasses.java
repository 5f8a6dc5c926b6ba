// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.agent;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
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

    private final byte[] zip;
    /** Where each entry of the central directory begins. */
    private final Map<String, Integer> entries;

    private StoredClasses(byte[] zip) throws ZipException {
        this.zip = zip;
        int end = zip.length - END;
        int count = unsignedShort(end + END_COUNT);
        int at = integer(end + END_DIRECTORY);
        entries = new HashMap<>(2 * count);
        for (int i = 0; i < count; i++) {
            if (unsignedShort(at + ENTRY_METHOD) != ZipEntry.STORED) {
                throw new ZipException("the agent's jar has been packed anew, and compressed");
            }
            Objects.checkFromIndexSize(begin(at), integer(at + ENTRY_SIZE), zip.length);
            int length = unsignedShort(at + ENTRY_NAME);
            entries.put(new String(zip, at + ENTRY, length, StandardCharsets.ISO_8859_1), at);
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
    ByteBuffer find(String name) {
        Integer entry = entries.get(name);
        return entry == null ? null : ByteBuffer.wrap(zip, begin(entry), integer(entry + ENTRY_SIZE));
    }

    private int begin(int entry) {
        int header = integer(entry + ENTRY_HEADER);
        return header + HEADER + unsignedShort(header + HEADER_NAME) + unsignedShort(header + HEADER_EXTRA);
    }

    private int unsignedShort(int at) {
        return (zip[at] & 0xff) | (zip[at + 1] & 0xff) << 8;
    }

    private int integer(int at) {
        return unsignedShort(at) | (unsignedShort(at + 2) << 16);
    }
}
