// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.zip;

import io.warpdrive.observe.Watched;
import io.warpdrive.queue.ZipOperation;
import io.warpdrive.route.Asked;
import io.warpdrive.route.Decision;
import io.warpdrive.route.DeflateDecision;
import io.warpdrive.route.DeflateService;
import io.warpdrive.route.Reason;
import io.warpdrive.route.Route;
import io.warpdrive.route.Router;
import io.warpdrive.route.StreamCounters;
import java.util.zip.Deflater;

/**
 * Who serves the streams of one {@link HwDeflater}, one after the other: has it decided, hands the stream over, and counts it.
 * Guarded by the deflater's lock.
 */
final class DeflateServers {
    private static final StreamCounters COUNTERS = StreamCounters.of(ZipOperation.DEFLATE);

    private final InputCursor input = new InputCursor();
    private final boolean nowrap;
    private final int threads;
    private int level;
    private int strategy = Deflater.DEFAULT_STRATEGY;
    /** Whether the stream ends with the input that has been set. */
    private boolean finish;

    private Decision<DeflateService> decision = Decision.undecided();
    private StreamAccount account = StreamAccount.UNDECIDED;
    /** One of the four below. */
    private ServedStream stream;

    private final UndecidedStream undecided;
    private final ZlibDeflate zlib;
    /** Null before the first of its kind, as is the next. */
    private InPlaceStream inPlace;

    private OffloadedDeflate offloaded;

    /** Null unless the stream is zlib's for the time being. */
    private GoingOver goingOver;

    /** Null unless there is some. */
    private EarlyOutput early;

    DeflateServers(JdkDeflater parent, int level, boolean nowrap, int threads) {
        this.level = level;
        this.nowrap = nowrap;
        this.threads = threads;
        this.undecided = new UndecidedStream(input, nowrap);
        this.zlib = new ZlibDeflate(parent, input, nowrap);
        begin();
    }

    /** The next stream: as far as can be told of it without a look at it. */
    private void begin() {
        Reason pinned = Router.pinned(ZipOperation.DEFLATE);
        if (pinned == Reason.NONE) {
            decision = Decision.undecided();
            stream = undecided;
        } else {
            decision = Decision.zlib(pinned);
            zlib.begin(level, strategy);
            stream = zlib;
        }
    }

    InputCursor input() {
        return input;
    }

    /** Who serves the stream now. */
    ServedStream stream() {
        return stream;
    }

    /** See {@link ZlibDeflate#restTakesParameters}. */
    void parametersSet() {
        if (stream != zlib) {
            zlib.restTakesParameters();
        }
    }

    /** The stream ends with the input that has been set. */
    void finish() {
        finish = true;
        zlib.finish(stream == zlib);
    }

    boolean isFinishing() {
        return finish;
    }

    /** Whether the stream has not begun. */
    boolean isFresh() {
        return stream == undecided && undecided.isFresh();
    }

    int level() {
        return level;
    }

    int strategy() {
        return strategy;
    }

    void level(int next) {
        level = next;
    }

    void strategy(int next) {
        strategy = next;
    }

    /** Finds out who serves the stream, if that is not known and may be by now. */
    void decide(Asked asked) {
        if (stream != undecided) {
            return;
        }
        Decision<DeflateService> choice = choose(asked, Route.UNDECIDED);
        if (choice.route() == Route.OFFLOADED && !offload(choice)) {
            choice = choose(asked, Route.OFFLOADED);
        }
        if (choice.route() == Route.IN_PLACE && !beginInPlace(choice)) {
            choice = Decision.zlib(Reason.NO_MEMORY);
        }
        if (choice.route() == Route.ZLIB) {
            leaveToZlib(choice, asked);
        }
        undecided.parameters(level, strategy);
    }

    private Decision<DeflateService> choose(Asked asked, Route refused) {
        return DeflateDecision.of(asked, level, strategy, threads, undecided.length(), input, refused);
    }

    private boolean offload(Decision<DeflateService> choice) {
        DeflateService service = choice.service();
        offloaded = offloaded == null ? new OffloadedDeflate(input, !nowrap, threads) : offloaded;
        boolean begun = offloaded.begin(service, service.plan(level), level, undecided);
        if (begun) {
            decided(choice, offloaded);
        }
        return begun;
    }

    private boolean beginInPlace(Decision<DeflateService> choice) {
        EarlyOutput first = early();
        boolean begun = inPlace().begin(choice.service(), level, strategy);
        if (begun) {
            takeGathered(first, inPlace);
            decided(choice, inPlace);
            zlib.giveBack();
        }
        return begun;
    }

    private InPlaceStream inPlace() {
        inPlace = inPlace == null ? new InPlaceStream(input, nowrap) : inPlace;
        return inPlace;
    }

    /** For good, or for the time being: then an engine may go on with the stream. */
    private void leaveToZlib(Decision<DeflateService> choice, Asked asked) {
        EarlyOutput first = early();
        zlib.begin(level, strategy);
        takeGathered(first, zlib);
        zlib.inputSet();
        if (finish) {
            zlib.finish(true);
        }
        if (choice.reason().mayPass() && zlib.isParents() && asked != Asked.DICTIONARY) {
            goingOver = new GoingOver(zlib, input);
            zlib.mayGoOver(goingOver);
        }
        decided(choice, zlib);
    }

    /** Null if there is none. Takes memory, so it comes before anything has changed. */
    private EarlyOutput early() {
        return undecided.isFresh() ? null : new EarlyOutput(undecided);
    }

    private void takeGathered(EarlyOutput first, ServedStream server) {
        if (first != null) {
            first.make(server, input);
            early = first.remaining() == 0 ? null : first;
        }
    }

    private void decided(Decision<DeflateService> choice, ServedStream server) {
        decision = choice;
        stream = server;
        undecided.release();
        // of a stream that may go over it shows in the end
        account = goingOver == null ? StreamAccount.decided(COUNTERS, choice) : StreamAccount.UNDECIDED;
    }

    /**
     * Hands out what has been made of the stream before: all of it, if the room is not used up.
     *
     * @param changing whether another level or strategy is still to be seen to
     * @return bytes handed out
     */
    int before(Object output, int off, int len, boolean changing) {
        int written = 0;
        if (early != null) {
            written = early.take(output, off, len);
            early = early.remaining() == 0 ? null : early;
        }
        if (goingOver != null && early == null && !changing && GoingOver.fits(len - written)) {
            written += goOver(output, off + written, len - written);
        }
        return written;
    }

    /** Whether all that has been made before is handed out. */
    boolean isAllOut() {
        return early == null;
    }

    /** Has an engine go on with the stream, if there is one by now. If room runs out first, the next call goes on with that. */
    private int goOver(Object output, int off, int len) {
        Decision<DeflateService> choice = choose(Asked.RESUMPTION, Route.UNDECIDED);
        if (choice.reason().mayPass()) {
            return 0;
        }
        if (choice.route() != Route.IN_PLACE || finish) {
            // that zlib has been told of the end can't be taken back
            stay();
            return 0;
        }
        int written = goingOver.seam(output, off, len);
        if (written == len) {
            zlib.inputSet();
        } else if (goingOver.resume(inPlace(), choice.service(), level, strategy)) {
            goingOver = null;
            decided(choice, inPlace);
            zlib.giveBack();
        } else {
            zlib.inputSet();
            stay();
        }
        return written;
    }

    /** A stream that may have gone over is zlib's to its end. */
    void stay() {
        goingOver = null;
        zlib.mayGoOver(null);
    }

    long bytesWritten() {
        return stream.bytesWritten() - (early == null ? 0 : early.remaining());
    }

    /**
     * The stream has ended, or is given up.
     *
     * @param watched null unless somebody looks
     */
    void over(Watched watched) {
        if (stream == zlib) {
            zlib.tellRouter();
        }
        if (stream != undecided) {
            account = account.settled(COUNTERS, decision, level, stream.bytesRead(), bytesWritten(), watched);
        }
    }

    /** For the next stream; what this one needed is given back. */
    void reset() {
        leave();
        stream.release();
        begin();
    }

    /** No more streams. */
    void end() {
        leave();
        if (stream != zlib) {
            stream.release();
        }
        zlib.end();
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
        goingOver = null;
        early = null;
        input.clear();
        finish = false;
    }
}
