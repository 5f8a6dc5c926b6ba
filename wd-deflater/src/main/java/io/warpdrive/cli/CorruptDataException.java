// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.cli;

import java.io.IOException;

/** The input is not what it should be; the message is for the user. */
final class CorruptDataException extends IOException {
    private static final long serialVersionUID = 1;

    CorruptDataException(String message) {
        super(message);
    }
}
