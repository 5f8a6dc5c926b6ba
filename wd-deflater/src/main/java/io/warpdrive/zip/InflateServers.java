// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.zip;

import io.warpdrive.observe.Watched;
import io.warpdrive.queue.ZipOperation;
import io.warpdrive.route.Decision;
import io.warpdrive.route.InflateDecision;
import io.warpdrive.route.InflateService;
import io.warpdrive.route.Reason;
import io.warpdrive.route.Route;
import io.warpdrive.route.Router;
import io.warpdrive.route.StreamCounters;

/**
 * Who serves the streams of one {@link HwInflater}, one after the other: has it decided, hands the stream over, and counts it.
 * Guarded by the inflater's lock.
 */
final class InflateServers {
    private static final StreamCounters COUNTERS = StreamCounters.of(ZipOperation.INFLATE);

    private final JdkInflater parent;
    private final InputCursor input = new InputCursor();
    private final boolean nowrap;

    private Decision<InflateService> decision = Decision.undecided();
    private StreamAccount account = StreamAccount.UNDECIDED;
    /** {@link UndecidedInflation} or one of the three below. */
    private ServedInflation stream;

    /** Null before the first of its kind, as are the next two. */
    private ZlibInflation zlib;

    private InPlaceInflation inPlace;
    private WholeMessage message;

    /** Null unless a device has failed at the stream, and zlib has yet to tell whether the data is to blame. */
    private InflateService doubted;

    InflateServers(JdkInflater parent, boolean nowrap) {
        this.parent = parent;
        this.nowrap = nowrap;
        begin();
    }

    /** The next stream: as far as can be told of it without a look at it. */
    private void begin() {
        Reason pinned = Router.pinned(ZipOperation.INFLATE);
        if (pinned == Reason.NONE) {
            decision = Decision.undecided();
            stream = UndecidedInflation.of(nowrap);
        } else {
            decision = Decision.zlib(pinned);
            stream = zlib();
        }
    }

    InputCursor input() {
        return input;
    }

    /** Who serves the stream now. */
    ServedInflation stream() {
        return stream;
    }

    /** Whether the stream is the parent's. May be asked without the lock: see {@link RoutedInflate#isParents}. */
    boolean isParents() {
        return stream == zlib && zlib.isParents();
    }

    private boolean isUndecided() {
        return stream == UndecidedInflation.of(nowrap);
    }

    /** Finds out who serves the stream, at its first input. A device may have done a message by then. */
    void decide(Object output, int off, int room) {
        if (!isUndecided()) {
            return;
        }
        Decision<InflateService> choice = InflateDecision.of(nowrap, input);
        if (choice.route() == Route.OFFLOADED) {
            message = message == null ? new WholeMessage(nowrap) : message;
            Reason not = message.inflate(choice.service(), input, output, off, room);
            if (not == Reason.NONE) {
                decided(choice, message);
                return;
            }
            doubted = message.deviceFailed() ? choice.service() : null;
            choice = Decision.zlib(not);
        }
        serve(choice);
    }

    /** Finds out who serves a stream that a dictionary comes first of. */
    void decideForDictionary(int length) {
        if (isUndecided()) {
            // in zlib format none is wanted yet: zlib says so
            serve(nowrap ? InflateDecision.ofDictionary(length) : Decision.zlib(Reason.SETTINGS));
        }
    }

    private void serve(Decision<InflateService> choice) {
        if (choice.route() == Route.ZLIB) {
            leaveToZlib(choice);
        } else if (choice.route() == Route.IN_PLACE && !beginInPlace(choice)) {
            leaveToZlib(Decision.zlib(Reason.NO_MEMORY));
        }
    }

    private boolean beginInPlace(Decision<InflateService> choice) {
        inPlace = inPlace == null ? new InPlaceInflation(input, nowrap) : inPlace;
        boolean begun = inPlace.begin(choice.service());
        if (begun) {
            decided(choice, inPlace);
            giveBack();
        }
        return begun;
    }

    private void leaveToZlib(Decision<InflateService> choice) {
        zlib().inputSet();
        decided(choice, zlib);
    }

    private ZlibInflation zlib() {
        zlib = zlib == null ? new ZlibInflation(parent, input, nowrap) : zlib;
        return zlib;
    }

    /** The parent's memory would only lie idle; unless it has served a stream, as from then on it may be asked without the lock. */
    private void giveBack() {
        if (zlib == null && !JdkInflater.needsOpenParent()) {
            parent.zlibEnd();
        }
    }

    private void decided(Decision<InflateService> choice, ServedInflation server) {
        decision = choice;
        account = StreamAccount.decided(COUNTERS, choice);
        // last: who finds that the stream is the parent's asks it without our lock
        stream = server;
    }

    /** What zlib does may earn an engine. */
    void tellRouter() {
        if (stream == zlib) {
            zlib.tellRouter();
        }
    }

    /**
     * The stream has come to its end.
     *
     * @param watched null unless somebody looks
     */
    void finished(Watched watched) {
        if (doubted != null) {
            doubted.failedAtGoodData();
            doubted = null;
        }
        over(watched);
    }

    /**
     * The stream has ended, or is given up.
     *
     * @param watched null unless somebody looks
     */
    void over(Watched watched) {
        tellRouter();
        account = account.settled(COUNTERS, decision, 0, stream.bytesRead(), stream.bytesWritten(), watched);
    }

    /** For the next stream; what this one needed is given back. */
    void reset() {
        leave();
        stream.release();
        begin();
    }

    /** No more streams. What can be asked without the lock goes on to be. */
    void end() {
        leave();
        if (stream != zlib) {
            stream.release();
        }
        if (zlib != null) {
            zlib.end();
        }
        parent.zlibEnd();
    }

    /** Nobody will use input that was set since, but it can be asked for. */
    void endAgain() {
        if (!InputCursor.OUTLIVES_ANOTHER_END) {
            input.clear();
            stream.inputSet();
        }
    }

    private void leave() {
        account = StreamAccount.UNDECIDED;
        doubted = null;
        input.clear();
    }
}
