// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.hisi.protocol;

/** What the device says of a request in bits [7:0] of the status dword. */
public enum SqeStatus {
    OK(0x00),
    /** The output is larger than the input; its data is valid. */
    GREW(0x0d),
    OUTPUT_TOO_SMALL(0x0e),
    /** Data integrity field, which user requests don't have. */
    INTEGRITY_FIELD(0x0f),
    CHECKSUM_MISMATCH(0x10),
    INTEGRITY_CHECK(0x12),
    END_OF_STREAM(0x13),
    /** Every number without a meaning of its own is an error. */
    ERROR(0x01);

    private static final SqeStatus[] VALUES = values();

    private final int code;

    SqeStatus(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }

    /** Never fails: what is unknown is {@link #ERROR}. */
    public static SqeStatus of(int code) {
        for (SqeStatus status : VALUES) {
            if (status.code == code) {
                return status;
            }
        }
        return ERROR;
    }
}
