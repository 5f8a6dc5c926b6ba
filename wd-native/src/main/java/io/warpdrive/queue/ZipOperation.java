// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.queue;

/** What a queue does. A queue has one direction for its whole life, as a uacce queue has. */
public enum ZipOperation {
    /** Raw DEFLATE data (RFC 1951) out of plain bytes. */
    DEFLATE,
    /** Plain bytes out of raw DEFLATE data. */
    INFLATE
}
