// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.observe.program;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/** A place that makes streams, and which of them are looked at closely. Safe for use by many threads. */
final class Site {
    /** So many streams of a place are taken; later ones in proportion, as a reservoir does. */
    private static final int TAKEN = 16;

    private final CallSite where;
    /** Plain order would do: it is a count, and who is late takes one stream more. */
    private final AtomicInteger begun = new AtomicInteger();

    Site(CallSite where) {
        this.where = where;
    }

    CallSite where() {
        return where;
    }

    /** Whether a stream that begins is to be looked at closely. */
    boolean isTaken() {
        int before = begun.getAndIncrement() & Integer.MAX_VALUE;
        return before < TAKEN || ThreadLocalRandom.current().nextInt(before) < TAKEN;
    }
}
