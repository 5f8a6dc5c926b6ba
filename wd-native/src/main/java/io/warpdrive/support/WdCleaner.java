// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.support;

import java.lang.ref.Cleaner;

/** The one net under everything native: frees what its owner dropped without closing it. One thread for all. */
public final class WdCleaner {
    private static final Cleaner CLEANER = Cleaner.create();

    private WdCleaner() {}

    /**
     * Arranges for {@code release} to run once, when {@code owner} is unreachable or the result is cleaned.
     *
     * @param release must not refer to {@code owner}
     */
    public static Cleaner.Cleanable register(Object owner, Runnable release) {
        return CLEANER.register(owner, release);
    }
}
