// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.uacce;

import io.warpdrive.queue.WdException;

/** The errors that queue files answer with; the numbers are the same on x86_64 and aarch64. */
public enum Errno {
    EPERM(1, "not permitted"),
    ENOENT(2, "no such file"),
    EINTR(4, "interrupted"),
    EIO(5, "input/output error"),
    ENXIO(6, "the queue is dead"),
    EBADF(9, "not an open file"),
    EAGAIN(11, "no answer in time"),
    ENOMEM(12, "out of memory"),
    EACCES(13, "no permission for the file"),
    EFAULT(14, "bad address"),
    EBUSY(16, "no queue is free"),
    EEXIST(17, "it exists already"),
    ENODEV(19, "no such device"),
    EINVAL(22, "invalid argument"),
    EMFILE(24, "too many open files"),
    ENOTTY(25, "the request is not known"),
    EPIPE(32, "the other end is closed"),
    ECONNRESET(104, "the other end has gone"),
    ECONNREFUSED(111, "nobody serves the socket");

    private final int number;
    private final String meaning;

    Errno(int number, String meaning) {
        this.number = number;
        this.meaning = meaning;
    }

    public int number() {
        return number;
    }

    /** Such as {@code EBUSY (no queue is free)}; {@code errno 95} for a number without a name here. */
    public static String describe(int number) {
        for (Errno errno : values()) {
            if (errno.number == number) {
                return errno.name() + " (" + errno.meaning + ")";
            }
        }
        return "errno " + number;
    }

    /** An exception that says what failed, and why by name. */
    static WdException failure(String what, int number) {
        return new WdException(what + ": " + describe(number));
    }

    /** Like {@link #failure(String, int)}, with the errno of this thread's last call. */
    static WdException failure(String what) {
        return failure(what, Libc.errno());
    }
}
