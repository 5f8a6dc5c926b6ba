// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.benchmarks.peers;

/** What stands around DEFLATE (RFC 1951): nothing, the zlib format (RFC 1950) or gzip's (RFC 1952), checksums included. */
enum Wrapping {
    RAW,
    ZLIB,
    GZIP
}
