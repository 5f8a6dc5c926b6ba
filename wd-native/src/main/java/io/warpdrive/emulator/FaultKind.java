// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.emulator;

/** What can be made to go wrong. */
public enum FaultKind {
    /** The request completes with an error status. */
    ERROR,
    /** The completed entry carries another tag. */
    TAG,
    /** A completion comes for a request that nobody sent. */
    SPURIOUS,
    /** The request is never completed. */
    HANG,
    /** The status words say that the queue was reset. */
    RESET,
    /** The device is taken out of service: attribute {@code isolate}, and its queue is reset. */
    ISOLATE,
    /** The queue file is closed from the device's side. */
    GONE,
    /** The request takes a tenth of a second longer. */
    SLOW,
    /** The output has a wrong byte in it, and nobody says so. */
    CORRUPT
}
