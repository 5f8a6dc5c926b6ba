// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.hisi.driver;

/** Why a queue died. */
enum Fault {
    NONE("works"),
    CLOSED("was closed"),
    TIMEOUT("did not complete a request in time"),
    RESET("was reset"),
    REMOVED("is gone"),
    SPURIOUS("completed a request that nobody sent"),
    WRONG_ENTRY("completed requests out of order"),
    WRONG_TAG("completed a request under another one's tag");

    private final String message;

    Fault(String message) {
        this.message = message;
    }

    /** Continues a sentence that begins with the queue's name. */
    String message() {
        return message;
    }
}
