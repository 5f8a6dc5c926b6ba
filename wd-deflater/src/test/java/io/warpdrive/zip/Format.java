// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.zip;

import java.util.List;

/** What stands around the DEFLATE data. */
enum Format {
    /** Nothing (RFC 1951). */
    RAW(0),
    /** Two bytes of header, four of checksum (RFC 1950). */
    ZLIB(6);

    static final List<Format> ALL = List.of(values());

    private final int wrapper;

    Format(int wrapper) {
        this.wrapper = wrapper;
    }

    /** The constructors' second argument. */
    boolean nowrap() {
        return this == RAW;
    }

    /** Bytes of header and trailer. */
    int wrapper() {
        return wrapper;
    }

    /** Bytes of header. */
    int header() {
        return wrapper / 3;
    }
}
