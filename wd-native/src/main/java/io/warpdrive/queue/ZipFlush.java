// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.queue;

/** How a compressed block ends. Both ends lie on a byte boundary, so that blocks can be joined. */
public enum ZipFlush {
    /** No block has BFINAL set; the output ends with an empty stored block, {@code 00 00 ff ff} (zlib's Z_SYNC_FLUSH). */
    SYNC_FLUSH,
    /** The last block has BFINAL set (zlib's Z_FINISH). */
    FINISH
}
