// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.queue;

/**
 * An engine's state for one stream that is deflated {@linkplain InPlace in place}. It answers as zlib's {@code deflate}
 * does, as far as other compressed bytes allow.
 *
 * <p>Used again for other streams; one thread at a time.
 */
public interface InPlaceDeflate extends WdResource {
    /** Zlib's {@code Z_FINISH}; the other flushes are {@link java.util.zip.Deflater}'s. */
    int FINISH = 4;

    /**
     * Begins a stream.
     *
     * @param level 0 to 9, or -1
     * @param strategy of {@link java.util.zip.Deflater}
     * @param nowrap whether the output is raw (RFC 1951); else it has zlib's header and trailer (RFC 1950)
     */
    void begin(int level, int strategy, boolean nowrap);

    /**
     * Has the stream that has just begun, and was given nothing but perhaps a {@linkplain #setDictionary dictionary}, go on
     * with what another compressor has made up to a {@code SYNC_FLUSH}. The dictionary is the last of the input so far.
     *
     * @param adler Adler-32 of the input so far; means nothing when the output is raw
     */
    void resume(int adler);

    /**
     * Deflates until the input or the room is used up.
     *
     * @param in a {@code byte[]} or a direct buffer
     * @param inOffset where the input begins
     * @param inLength bytes of input, 0 or more
     * @param out the same
     * @param outOffset where the room begins
     * @param outLength bytes of room, 0 or more
     * @param flush {@link java.util.zip.Deflater}'s, or {@link #FINISH}
     * @return see {@link InPlace}
     */
    long deflate(Object in, int inOffset, int inLength, Object out, int outOffset, int outLength, int flush);

    /**
     * Goes on with another level or strategy, as zlib's {@code deflateParams}: if it matters, the input is compressed as
     * before and its output handed out first.
     *
     * @param in a {@code byte[]} or a direct buffer
     * @param inOffset where the input begins
     * @param inLength bytes of input, 0 or more
     * @param out the same
     * @param outOffset where the room begins
     * @param outLength bytes of room, 0 or more
     * @param level the new level, 0 to 9, or -1
     * @param strategy the new strategy, of {@link java.util.zip.Deflater}
     * @return as {@link #deflate}; {@link InPlace#STREAM_END} means that the room ran out first: nothing has changed,
     *     and
     *     it has to be asked again
     */
    long setParameters(
            Object in, int inOffset, int inLength, Object out, int outOffset, int outLength, int level, int strategy);

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
     * Adler-32 of the input taken so far, or of the dictionary before there was any; 1 when the output is raw.
     *
     * @return all of its 32 bits
     */
    int adler();
}
