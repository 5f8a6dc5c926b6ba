// SPDX-License-Identifier: Apache-2.0
package gains;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What a round has written or read, uncompressed. It is counted in every round and digested in the first alone, so that
 * what is measured is the program's work and not ours. Safe for use by many threads, which then have to come in order.
 */
public final class Content {
    private final MessageDigest digest;
    private long bytes;

    Content(boolean digested) {
        digest = digested ? sha256() : null;
    }

    /** Whether this round is to be looked at: then a writer reads back what it wrote and adds that. */
    public boolean isDigested() {
        return digest != null;
    }

    /** Bytes that came out. */
    public void add(byte[] content) {
        add(content, 0, content.length);
    }

    /** Bytes that came out. */
    public synchronized void add(byte[] content, int offset, int length) {
        bytes += length;
        if (digest != null) {
            digest.update(content, offset, length);
        }
    }

    /** Something that came out and is no bytes, as it prints itself. */
    public void add(Object value) {
        if (digest != null) {
            byte[] text = String.valueOf(value).getBytes(StandardCharsets.UTF_8);
            synchronized (this) {
                digest.update(text);
            }
        }
    }

    /** All that a stream has. */
    public void addAll(InputStream in, byte[] buffer) throws IOException {
        for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
            add(buffer, 0, length);
        }
    }

    /** Bytes that went through in this round and are not looked at. */
    public synchronized void count(long more) {
        bytes += more;
    }

    synchronized long bytes() {
        return bytes;
    }

    synchronized String digest() {
        return HexFormat.of().formatHex(digest.digest(), 0, 12);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
