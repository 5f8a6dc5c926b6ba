// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.soft;

import io.warpdrive.queue.WdCleaner;
import io.warpdrive.queue.WdException;
import io.warpdrive.queue.WdMemory;
import io.warpdrive.queue.WdPool;
import io.warpdrive.queue.ZipFlush;
import io.warpdrive.queue.ZipRequest;
import io.warpdrive.queue.ZipStatus;
import java.lang.ref.Cleaner;
import java.util.List;
import java.util.stream.IntStream;

/** Requests served by libdeflate: independent blocks at levels 1 to 12, whole streams inflated. Safe for many threads. */
final class LibdeflateEngine {
    /** What {@link FinalBlock#open} wants after the data. */
    private static final int JOIN_ROOM = 16;

    private static final int MAX_LEVEL = 12;
    /** The quickest, which noise gets, and the usual one: each keeps a compressor. */
    private static final int[] TRIED_LEVELS = {1, 6};

    private static final int NOISE_LEVEL = 1;
    /** Of the input: noise that becomes less was none. */
    private static final double NOISE_OUTPUT = 0.99;

    /** By level. */
    private final List<WdPool<Compressor>> compressors;

    private final WdPool<Decompressor> decompressors = new WdPool<>(Decompressor::new);

    LibdeflateEngine() {
        compressors = IntStream.rangeClosed(0, MAX_LEVEL)
                .mapToObj(level -> new WdPool<>(() -> new Compressor(level)))
                .toList();
        SelfTest test = new SelfTest();
        for (int level : TRIED_LEVELS) {
            test.deflate(request -> deflate(request, level), false);
        }
        test.inflateWhole(this::inflate);
        test.adler32(Libdeflate::libdeflate_adler32);
    }

    /** A {@code struct libdeflate_compressor} of one level, and what is needed to open the streams it makes. */
    private static final class Compressor implements WdPool.Element {
        final long address;
        final FinalBlock finalBlock = new FinalBlock();
        final Noise noise = new Noise();
        private final Cleaner.Cleanable cleanable;

        Compressor(int level) throws WdException {
            long handle = Libdeflate.libdeflate_alloc_compressor(level);
            if (handle == 0) {
                throw new WdException("out of memory: a compressor of level " + level);
            }
            address = handle;
            cleanable = WdCleaner.register(this, () -> Libdeflate.libdeflate_free_compressor(handle));
        }

        @Override
        public void close() {
            cleanable.clean();
        }
    }

    /** A {@code struct libdeflate_decompressor} and the two size_t that a call fills in. */
    private static final class Decompressor implements WdPool.Element {
        private final long address;
        private final WdMemory actual;
        private final Cleaner.Cleanable cleanable;

        Decompressor() throws WdException {
            actual = WdMemory.allocate(2 * Long.BYTES);
            long handle = Libdeflate.libdeflate_alloc_decompressor();
            if (handle == 0) {
                actual.close();
                throw new WdException("out of memory: a decompressor");
            }
            address = handle;
            cleanable = WdCleaner.register(this, () -> Libdeflate.libdeflate_free_decompressor(handle));
        }

        void inflate(ZipRequest request, long destination, int room) {
            int result = Libdeflate.libdeflate_deflate_decompress_ex(
                    address,
                    request.sourceAddress(),
                    request.sourceLength(),
                    destination,
                    room,
                    actual.address(),
                    actual.address() + Long.BYTES);
            switch (result) {
                case Libdeflate.SUCCESS ->
                    request.complete(
                            ZipStatus.END_OF_STREAM, (int) actual.buffer().getLong(0), (int)
                                    actual.buffer().getLong(Long.BYTES));
                case Libdeflate.INSUFFICIENT_SPACE -> request.complete(ZipStatus.OUTPUT_FULL, 0, 0);
                default -> request.complete(ZipStatus.BAD_DATA, 0, 0);
            }
        }

        @Override
        public void close() {
            cleanable.clean();
            actual.close();
        }
    }

    /** Whether {@link #deflate} knows the level. */
    static boolean isLevel(int level) {
        return level >= 1 && level <= MAX_LEVEL;
    }

    void deflate(ZipRequest request, int level) {
        WdPool<Compressor> pool = compressors.get(level);
        try {
            Compressor compressor = pool.take();
            if (level == NOISE_LEVEL || !compressor.noise.isLikely(request) || !store(request)) {
                compress(request, compressor);
            }
            pool.give(compressor);
        } catch (WdException e) {
            request.complete(ZipStatus.FAILED, 0, 0);
        }
    }

    /**
     * Compresses what looks like noise, and is mostly stored in the end: the quickest level finds that out in half the time.
     *
     * @return false if it was not noise
     */
    private boolean store(ZipRequest request) throws WdException {
        WdPool<Compressor> pool = compressors.get(NOISE_LEVEL);
        Compressor compressor = pool.take();
        compress(request, compressor);
        pool.give(compressor);
        return request.status() != ZipStatus.OK || request.produced() >= NOISE_OUTPUT * request.sourceLength();
    }

    private static void compress(ZipRequest request, Compressor compressor) {
        int room = request.destinationLength() - JOIN_ROOM;
        int produced = room <= 0
                ? 0
                : (int) Libdeflate.libdeflate_deflate_compress(
                        compressor.address,
                        request.sourceAddress(),
                        request.sourceLength(),
                        request.destinationAddress(),
                        room);
        if (produced == 0) {
            request.complete(ZipStatus.OUTPUT_FULL, 0, 0);
            return;
        }
        if (request.flush() == ZipFlush.SYNC_FLUSH) {
            produced =
                    compressor.finalBlock.open(request.destination().buffer(), request.destinationOffset(), produced);
            if (produced < 0) {
                request.complete(ZipStatus.FAILED, 0, 0);
                return;
            }
        }
        request.complete(ZipStatus.OK, request.sourceLength(), produced);
    }

    void inflate(ZipRequest request) {
        inflate(request, request.destinationAddress(), request.destinationLength());
    }

    /** Inflates to another place than the request says. */
    void inflate(ZipRequest request, long destination, int room) {
        try {
            Decompressor decompressor = decompressors.take();
            decompressor.inflate(request, destination, room);
            decompressors.give(decompressor);
        } catch (WdException e) {
            request.complete(ZipStatus.FAILED, 0, 0);
        }
    }
}
