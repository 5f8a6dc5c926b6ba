// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.queue;

/**
 * An engine's state for one stream that is inflated {@linkplain InPlace in place}. It answers as zlib's {@code inflate}
 * with {@code Z_SYNC_FLUSH} does, to the byte: how much is used, how much is written, and what is wrong with the data.
 *
 * <p>Used again for other streams; one thread at a time.
 */
public interface InPlaceInflate extends WdResource {

    /**
     * Begins a stream.
     *
     * @param nowrap whether the data is raw (RFC 1951); else it has zlib's header and trailer (RFC 1950)
     */
    void begin(boolean nowrap);

    /**
     * Inflates until the input or the room is used up. Nothing is written behind the output.
     *
     * @param in a {@code byte[]} or a direct buffer
     * @param inOffset where the input begins
     * @param inLength bytes of input, 0 or more
     * @param out the same
     * @param outOffset where the room begins
     * @param outLength bytes of room, 0 or more
     * @return see {@link InPlace}
     */
    long inflate(Object in, int inOffset, int inLength, Object out, int outOffset, int outLength);

    /**
     * Puts a dictionary in force.
     *
     * @param dictionary a {@code byte[]} or a direct buffer
     * @param offset where it begins
     * @param length its bytes, 0 or more
     * @return false where zlib would not take it
     */
    boolean setDictionary(Object dictionary, int offset, int length);

    /**
     * Adler-32 of the output so far, or of the dictionary that is wanted; 1 when the data is raw.
     *
     * @return all of its 32 bits
     */
    int adler();

    /**
     * Zlib's words for what is wrong with the data.
     *
     * @return never {@code null}; of use after {@link InPlace#DATA_ERROR} alone
     */
    String message();
}
