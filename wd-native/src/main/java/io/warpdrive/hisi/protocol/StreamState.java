// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.hisi.protocol;

/** Where the device stands in a stream ({@code ctx_st}, bits [3:0] of {@code ctx_dw0}). */
public enum StreamState {
    NONE(0),
    /** In the last block, without room for its output: call again. */
    LAST_BLOCK_NO_SPACE(1),
    /** In a block, without room for its output: call again. */
    IN_BLOCK_NO_SPACE(2),
    /** A block has ended and the next has not begun: call again. */
    BLOCK_NOT_BEGUN(3),
    /** The stream has ended, and had no checksum to compare with (raw DEFLATE). */
    ENDED_WITHOUT_CHECKSUM(4),
    /** A number without a meaning. */
    UNKNOWN(15);

    private static final StreamState[] VALUES = values();

    private final int code;

    StreamState(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }

    /** Whether the device has to be called again before the stream can end. */
    public boolean isCallAgain() {
        return this == LAST_BLOCK_NO_SPACE || this == IN_BLOCK_NO_SPACE || this == BLOCK_NOT_BEGUN;
    }

    /** Never fails: what is not known is {@link #UNKNOWN}. */
    public static StreamState of(int code) {
        for (StreamState state : VALUES) {
            if (state.code == code) {
                return state;
            }
        }
        return UNKNOWN;
    }
}
