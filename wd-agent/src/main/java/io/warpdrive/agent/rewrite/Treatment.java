// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.agent.rewrite;

/** What is done to a class. */
enum Treatment {
    /** Its constructions of {@code Deflater} and {@code Inflater} go to the bridge. */
    REWRITE,
    /** It stays on zlib, and so do the JDK's streams that it constructs. */
    KEEP_ON_ZLIB,
    /** It is not even looked at. */
    IGNORE
}
