// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.soft;

import io.warpdrive.queue.WdMemory;
import io.warpdrive.queue.ZipRequest;
import io.warpdrive.queue.ZipStatus;
import java.nio.ByteBuffer;

/**
 * One stream on its way through ISA-L: headers of blocks are read here, as strictly as zlib reads them, and ISA-L decodes
 * what is between them; what it leaves at the end of the input, and what it finds invalid, {@link BlockBody} decodes. So
 * data is accepted, handed out and found invalid just where zlib would.
 *
 * <p>Belongs to a context and serves its streams one after the other. Not safe for use by several threads at once.
 */
final class InflateStream {
    /** Output is flushed before it is moved, so the window is not slid before it pays. */
    private static final int SLIDE_AT = InflateState.WINDOW_SIZE - 8 * 1024;
    /** Input at hand for a last block below which the time to make tables matters most, as ISA-L itself has it. */
    private static final int BRIEF = 2 * 1024;

    private enum Phase {
        HEADER,
        STORED,
        CODED,
        END,
        INVALID,
        /** Beyond what zlib says of bad data: ISA-L and this class disagree. */
        FAILED
    }

    private final InflateState state;
    /** Null without libdeflate. */
    private final SingleBlock single;

    private final BlockHeader header = new BlockHeader();
    private final BlockBody body = new BlockBody();

    private Phase phase = Phase.HEADER;
    /** Bits that were taken from the input and not used; in a header less than a byte. */
    private long hold;

    private int held;
    /** Bytes of an unfinished header, the first of which may be in part the last block's. */
    private int headerLength;

    private int headerStart;
    /** Of a stored block. */
    private int storedLeft;
    /** Bytes of the window that were handed out. */
    private int flushed;

    /** Of requests whose output is all handed out. */
    private ZipStatus status = ZipStatus.OK;

    private String message = "";

    private ZipRequest request;
    private ByteBuffer source;
    private int position;
    private int limit;

    /** @param libdeflate may be null */
    InflateStream(WdMemory context, LibdeflateEngine libdeflate) {
        state = new InflateState(context);
        single = libdeflate == null ? null : new SingleBlock(libdeflate);
    }

    private void begin() {
        state.begin();
        flushed = 0;
        status = ZipStatus.OK;
        message = "";
        beginHeader(0, 0);
    }

    void serve(ZipRequest request) {
        this.request = request;
        source = request.source().buffer();
        position = request.sourceOffset();
        limit = position + request.sourceLength();
        if (request.isFirstOfStream()) {
            begin();
            if (single != null && inflateWhole()) {
                phase = Phase.END;
                return;
            }
        }
        if (request.historyLength() > 0) {
            takeHistory(request.historyLength());
        }
        if (request.isOutputInContext()) {
            makeOutput();
        } else {
            copyOutput();
        }
    }

    private boolean inflateWhole() {
        if (!request.isOutputInContext()) {
            return single.serve(request, request.destinationAddress(), request.destinationLength());
        }
        request.outputOffset(InflateState.window());
        return single.serve(request, request.context().address() + InflateState.window(), InflateState.WINDOW_SIZE);
    }

    /** Output stays in the window until the next request. */
    private void makeOutput() {
        makeRoom();
        int start = state.valid();
        boolean more = true;
        while (more && state.valid() < InflateState.WINDOW_SIZE) {
            more = step();
        }
        flushed = state.valid();
        request.outputOffset(InflateState.window() + start);
        complete(flushed - start, more);
    }

    private void copyOutput() {
        int produced = flush(0);
        boolean more = true;
        while (more && flushed == state.valid()) {
            makeRoom();
            more = step();
            produced = flush(produced);
        }
        complete(produced, flushed < state.valid());
    }

    private void complete(int produced, boolean full) {
        int consumed = position - request.sourceOffset();
        request.completeBad(full ? ZipStatus.OUTPUT_FULL : status, message, consumed, produced);
    }

    /** Hands out what the window holds, as far as the destination has room behind {@code produced} bytes. */
    private int flush(int produced) {
        int count = Math.min(state.valid() - flushed, request.destinationLength() - produced);
        if (count > 0) {
            int to = request.destinationOffset() + produced;
            request.destination().buffer().put(to, state.buffer(), InflateState.window() + flushed, count);
            flushed += count;
        }
        return produced + count;
    }

    /** As zlib does: they take the place of that much output. */
    private void takeHistory(int length) {
        int count = Math.min(length, DeflateFormat.WINDOW);
        slide();
        int to = InflateState.window() + state.valid();
        state.buffer().put(to, source, position - count, count);
        state.valid(state.valid() + count);
        flushed = state.valid();
    }

    /** All output has been handed out. */
    private void makeRoom() {
        if (state.valid() > SLIDE_AT) {
            slide();
        }
    }

    /** There is room for output; false when there is nothing to do with the input at hand. */
    private boolean step() {
        // not a switch: the compiler leaves a switch's rare cases out, and starts anew when one comes
        if (phase == Phase.CODED) {
            return decode();
        }
        if (phase == Phase.HEADER) {
            return readHeader();
        }
        return phase == Phase.STORED && copyStored();
    }

    private void slide() {
        state.slide();
        flushed = state.valid();
    }

    private void beginHeader(long hold, int held) {
        phase = Phase.HEADER;
        headerLength = 0;
        headerStart = 0;
        if (held > 0) {
            headerStart = Byte.SIZE - held;
            state.buffer().put(InflateState.header(), (byte) (hold << headerStart));
            headerLength = 1;
        }
    }

    private boolean readHeader() {
        int copied = Math.min(limit - position, InflateState.HEADER_LENGTH - headerLength);
        int at = InflateState.header();
        state.buffer().put(at + headerLength, source, position, copied);
        long start = (long) at * Byte.SIZE + headerStart;
        long available = (long) (at + headerLength + copied) * Byte.SIZE;
        switch (header.read(state.buffer(), start, available)) {
            case INCOMPLETE -> {
                headerLength += copied;
                position += copied;
                return false;
            }
            case INVALID -> {
                useHeader();
                return invalid(ZipStatus.BAD_DATA, header.message());
            }
            case COMPLETE -> {
                useHeader();
                return beginBody(start);
            }
        }
        return false;
    }

    /** What lies behind the header is input again, but for the rest of a byte. */
    private void useHeader() {
        int bits = (int) (header.end() - (long) InflateState.header() * Byte.SIZE);
        int bytes = (bits + Byte.SIZE - 1) / Byte.SIZE;
        position += bytes - headerLength;
        held = bytes * Byte.SIZE - bits;
        long lastByte = state.buffer().get(InflateState.header() + bytes - 1) & 0xff;
        hold = lastByte >>> (Byte.SIZE - held);
    }

    private boolean beginBody(long headerStart) {
        if (header.type() == BlockHeader.Type.STORED) {
            storedLeft = header.storedLength();
            phase = Phase.STORED;
            return true;
        }
        boolean brief = header.isLast() && limit - position <= BRIEF;
        if (!state.readHeader(headerStart, header.end(), brief)) {
            phase = Phase.FAILED;
            status = ZipStatus.FAILED;
            return false;
        }
        phase = Phase.CODED;
        return true;
    }

    private boolean copyStored() {
        int room = InflateState.WINDOW_SIZE - state.valid();
        int count = Math.min(Math.min(storedLeft, limit - position), room);
        state.buffer().put(InflateState.window() + state.valid(), source, position, count);
        state.valid(state.valid() + count);
        position += count;
        storedLeft -= count;
        if (storedLeft == 0) {
            return endBlock(0, 0);
        }
        return count > 0;
    }

    private boolean decode() {
        int length = limit - position;
        boolean good = state.decode(hold, held, request.source().address() + position, length);
        if (good) {
            hold = state.hold();
            held = state.held();
            position = limit - state.avail();
            if (state.blockEnded()) {
                return endBlock(hold, held);
            }
            if (state.valid() >= InflateState.WINDOW_SIZE) {
                giveBack();
                return true;
            }
        }
        return decodeSlowly();
    }

    private boolean decodeSlowly() {
        body.input(hold, held, source, position, limit);
        body.output(state.buffer(), InflateState.window(), InflateState.window() + state.valid());
        BlockBody.End end =
                body.decode(header.literals(), header.distances(), InflateState.window() + InflateState.WINDOW_SIZE);
        hold = body.hold();
        held = body.held();
        position = body.inputPosition();
        state.valid(body.outputPosition() - InflateState.window());
        // not all in a switch: see step
        if (end == BlockBody.End.INPUT) {
            return false;
        }
        if (end == BlockBody.End.BLOCK) {
            return endBlock(hold, held);
        }
        if (end == BlockBody.End.OUTPUT) {
            giveBack();
            return true;
        }
        return invalid(end);
    }

    private boolean invalid(BlockBody.End end) {
        return switch (end) {
            case BAD_LITERAL_OR_LENGTH -> invalid(ZipStatus.BAD_DATA, "invalid literal/length code");
            case BAD_DISTANCE -> invalid(ZipStatus.BAD_DATA, "invalid distance code");
            case TOO_FAR -> invalid(ZipStatus.BAD_DISTANCE, "invalid distance too far back");
            case INPUT, BLOCK, OUTPUT -> throw new IllegalArgumentException("not bad data: " + end);
        };
    }

    /** Whole bytes that were read ahead are input again. They all are of this request: what came before is used first. */
    private void giveBack() {
        position -= held / Byte.SIZE;
        held %= Byte.SIZE;
        hold &= (1L << held) - 1;
    }

    private boolean endBlock(long hold, int held) {
        this.hold = hold;
        this.held = held;
        giveBack();
        if (header.isLast()) {
            phase = Phase.END;
            status = ZipStatus.END_OF_STREAM;
            return false;
        }
        beginHeader(this.hold, this.held);
        return true;
    }

    private boolean invalid(ZipStatus status, String message) {
        giveBack();
        phase = Phase.INVALID;
        this.status = status;
        this.message = message;
        return false;
    }
}
