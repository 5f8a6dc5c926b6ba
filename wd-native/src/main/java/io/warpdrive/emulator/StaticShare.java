// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.emulator;

import io.warpdrive.queue.WdException;
import io.warpdrive.queue.WdMemory;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Static share memory: the pieces that a client has reserved, at addresses that the device has chosen. */
final class StaticShare implements Iommu {
    /** Far from any address of a process, so that a client that forgets to translate is found out. */
    private static final long BASE = 0x4000_0000_0000_0000L;
    /** Unmapped space between two pieces: running over the end of one does not reach the next. */
    private static final long GUARD = 1 << 20;
    /** All that one client may have. */
    private static final long LIMIT = 1L << 30;

    private final List<Piece> pieces = new CopyOnWriteArrayList<>();
    private long next = BASE;
    private long total;

    /** A file in memory that both sides have mapped. */
    private record Piece(long address, SharedFile file) {}

    /** Makes a new piece; for the thread that serves the client's calls. */
    long reserve(long size) throws WdException {
        if (size <= 0 || total + size > LIMIT) {
            throw new WdException("a client can't reserve more than " + LIMIT + " bytes");
        }
        Piece piece = new Piece(next, new SharedFile("static-share", size));
        pieces.add(piece);
        total += size;
        next += size + GUARD;
        return piece.address;
    }

    /** The file behind the piece at an address that {@link #reserve} has returned. */
    SharedFile file(long address) {
        return pieces.stream()
                .filter(piece -> piece.address == address)
                .findFirst()
                .orElseThrow()
                .file;
    }

    @Override
    public boolean read(long address, WdMemory to, int offset, int length) {
        for (Piece piece : pieces) {
            if (holds(piece, address, length)) {
                to.buffer().put(offset, piece.file.memory().buffer(), (int) (address - piece.address), length);
                return true;
            }
        }
        return false;
    }

    @Override
    public boolean write(long address, WdMemory from, int offset, int length) {
        for (Piece piece : pieces) {
            if (holds(piece, address, length)) {
                piece.file.memory().buffer().put((int) (address - piece.address), from.buffer(), offset, length);
                return true;
            }
        }
        return false;
    }

    private static boolean holds(Piece piece, long address, int length) {
        long offset = address - piece.address;
        return offset >= 0 && offset <= piece.file.memory().size() - length;
    }

    @Override
    public void close() {
        pieces.forEach(piece -> piece.file.close());
        pieces.clear();
    }
}
