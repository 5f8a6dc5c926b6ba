// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.cli;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** Why a file could not be done, in the words of the one line that the user sees: {@code name: reason}. */
final class Failure extends IOException {
    private static final long serialVersionUID = 1;
    private static final String BROKEN_PIPE = "Broken pipe";

    private final String reason;

    Failure(String name, String reason) {
        super(name + ": " + reason);
        this.reason = reason;
    }

    /** Whatever went wrong, it went wrong with {@code name}, unless it already says with what. */
    static Failure of(String name, IOException cause) {
        return cause instanceof Failure failure ? failure : new Failure(name, reason(cause));
    }

    /** Whether the reader of a pipe has gone, which is its good right and nothing to complain about. */
    boolean isBrokenPipe() {
        return reason.equals(BROKEN_PIPE);
    }

    private static String reason(IOException cause) {
        if (cause instanceof EOFException) {
            return "unexpected end of file";
        }
        if (cause instanceof NoSuchFileException) {
            return "No such file or directory";
        }
        if (cause instanceof AccessDeniedException) {
            return "Permission denied";
        }
        if (cause instanceof FileAlreadyExistsException || cause instanceof DirectoryNotEmptyException) {
            return "already exists";
        }
        String message = cause instanceof FileSystemException system ? system.getReason() : cause.getMessage();
        return message == null ? cause.getClass().getSimpleName() : message;
    }
}
