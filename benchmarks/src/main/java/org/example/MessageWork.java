// SPDX-License-Identifier: Apache-2.0
package org.example;

/** What an application does with messages that are whole in memory. */
public enum MessageWork {
    /** One Deflater, reset between messages. */
    DEFLATE_REUSED(false),
    /** A Deflater for each message. */
    DEFLATE_NEW(false),
    INFLATE_REUSED(true),
    INFLATE_NEW(true),
    /** A GZIPOutputStream for each message, flushed after each part. */
    FLUSH_NEW(false),
    /** One raw Deflater that keeps its context, flushed after each part. */
    FLUSH_KEPT(false),
    /** The same, with what RFC 7692 leaves out left out. */
    WEB_SOCKET(false),
    /** A message's first part is the dictionary for the rest. */
    DICTIONARY_DEFLATE(false),
    DICTIONARY_INFLATE(true);

    private final boolean reading;

    MessageWork(boolean reading) {
        this.reading = reading;
    }

    /** Whether reading is measured, else writing. */
    public boolean isReading() {
        return reading;
    }

    /**
     * What does it.
     *
     * @param part bytes of a message's parts; not used by all
     */
    public MessageCodec codec(int part) {
        return switch (this) {
            case DEFLATE_REUSED, INFLATE_REUSED -> new WholeMessages(false);
            case DEFLATE_NEW, INFLATE_NEW -> new WholeMessages(true);
            case FLUSH_NEW -> new FlushedResponses(part);
            case FLUSH_KEPT -> new FlushedMessages(part, false);
            case WEB_SOCKET -> new FlushedMessages(part, true);
            case DICTIONARY_DEFLATE, DICTIONARY_INFLATE -> new DictionaryMessages(part);
        };
    }

    /** Bytes of a message that stand before what is compressed of it. */
    public int stored(int part) {
        return this == DICTIONARY_DEFLATE || this == DICTIONARY_INFLATE ? part : 0;
    }
}
