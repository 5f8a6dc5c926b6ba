// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.soft;

import io.warpdrive.support.WdThreads;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Puts to rest the states of streams that wait between two messages. A server has thousands of them, most of them idle;
 * those that are used keep their state, and what a message costs.
 *
 * <p>A thread looks at them from time to time, as long as there are any.
 */
final class WdzRest {
    /** A stream is put to rest when it has waited for so long, twice that at most. */
    private static final long MILLISECONDS = 1000;

    /** Guarded by itself, and held for moments only: streams in a call wait for it. */
    private static final List<WdzState> ARRIVED = new ArrayList<>();
    /** Guarded by {@link #ARRIVED}. */
    private static boolean running;

    /** Guarded by itself. For tests: nobody looks at a stream as long as another thread holds it. */
    static final List<WdzState> WATCHED = new ArrayList<>();

    private WdzRest() {}

    /** Looks at it from now on, until that has put it to rest, or found that it can't rest. */
    static void watch(WdzState state) {
        synchronized (ARRIVED) {
            try {
                ARRIVED.add(state);
            } catch (OutOfMemoryError e) {
                // the stream has made its output, and goes on as it is
                return;
            }
            if (!running) {
                running = start();
                if (!running) {
                    // nobody would take it out again
                    ARRIVED.remove(ARRIVED.size() - 1);
                }
            }
        }
    }

    /** False: streams keep their state until there is a thread for it. */
    private static boolean start() {
        try {
            WdThreads.make("warpdrive-rest", new Looking()).start();
            return true;
        } catch (OutOfMemoryError e) {
            return false;
        }
    }

    private static final class Looking implements Runnable {
        @Override
        public void run() {
            try {
                do {
                    Thread.sleep(MILLISECONDS);
                } while (lookOrLater());
            } catch (InterruptedException e) {
                // somebody wants all threads to end: the next stream that waits starts another
                synchronized (ARRIVED) {
                    running = false;
                }
            }
        }
    }

    private static final class NoMoreToDo implements Predicate<WdzState> {
        @Override
        public boolean test(WdzState state) {
            return !state.look();
        }
    }

    private static boolean lookOrLater() {
        try {
            return look();
        } catch (OutOfMemoryError e) {
            // the application's trouble, and over soon: without this thread the list would grow for ever
            return true;
        }
    }

    /** Returns false when nothing is left to look at. */
    static boolean look() {
        synchronized (WATCHED) {
            synchronized (ARRIVED) {
                WATCHED.addAll(ARRIVED);
                ARRIVED.clear();
            }
            WATCHED.removeIf(new NoMoreToDo());
            synchronized (ARRIVED) {
                running = !WATCHED.isEmpty() || !ARRIVED.isEmpty();
                return running;
            }
        }
    }
}
