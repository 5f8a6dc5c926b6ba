// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.route;

/** Who serves a stream. A stream starts undecided; once it is decided it stays so until it is reset. */
public enum Route {
    /** Too little is known; no output has been made. */
    UNDECIDED,
    /** The drop-in is its superclass, byte for byte. */
    ZLIB,
    /** An engine keeps the stream's state and works in the calling thread, from and to the caller's memory. */
    IN_PLACE,
    /** A device's queue: blocks of what is deflated, all of a message that is inflated. Zlib does what the device can't. */
    OFFLOADED
}
