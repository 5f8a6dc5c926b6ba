// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.route;

/** Who serves a stream. A stream starts undecided; once it is decided it stays so until it is reset. */
public enum Route {
    /** Too little is known; no output has been made. */
    UNDECIDED,
    /** The drop-in is its superclass, byte for byte. */
    ZLIB,
    /** Inflating only. Done already, in Java: a message that costs more to hand over, be it to zlib, than to inflate. */
    SHORT,
    /** Blocks go to a device's queue; zlib does again what the device can't. */
    OFFLOADED
}
