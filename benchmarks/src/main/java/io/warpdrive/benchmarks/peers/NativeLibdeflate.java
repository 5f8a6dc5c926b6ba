// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.benchmarks.peers;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;
import java.io.IOException;

/** libdeflate's C interface: the copy that aircompressor-v3 carries. */
final class NativeLibdeflate implements OffHeapCodec.Calls {
    private final Wrapping wrapping;
    private final long compressor;
    private final long decompressor;

    NativeLibdeflate(int level, Wrapping wrapping) throws IOException {
        C.load();
        this.wrapping = wrapping;
        compressor = C.libdeflate_alloc_compressor(level);
        decompressor = C.libdeflate_alloc_decompressor();
    }

    @Override
    public long compress(long in, long length, long out, long room) {
        return switch (wrapping) {
            case RAW -> C.libdeflate_deflate_compress(compressor, in, length, out, room);
            case ZLIB -> C.libdeflate_zlib_compress(compressor, in, length, out, room);
            case GZIP -> C.libdeflate_gzip_compress(compressor, in, length, out, room);
        };
    }

    @Override
    public boolean decompress(long in, long length, long out, long room) {
        int failed =
                switch (wrapping) {
                    case RAW -> C.libdeflate_deflate_decompress(decompressor, in, length, out, room, 0);
                    case ZLIB -> C.libdeflate_zlib_decompress(decompressor, in, length, out, room, 0);
                    case GZIP -> C.libdeflate_gzip_decompress(decompressor, in, length, out, room, 0);
                };
        return failed == 0;
    }

    /** Direct mapping: JNA's fastest. */
    private static final class C {
        private static boolean loaded;

        static synchronized void load() throws IOException {
            if (!loaded) {
                String processor = Platform.isIntel() ? "amd64" : "aarch64";
                String resource = "/aircompressor/linux-" + processor + "/libdeflate.so";
                String file = Native.extractFromResourcePath(resource, C.class.getClassLoader())
                        .getPath();
                Native.register(C.class, NativeLibrary.getInstance(file));
                loaded = true;
            }
        }

        static native long libdeflate_alloc_compressor(int level);

        static native long libdeflate_alloc_decompressor();

        static native long libdeflate_deflate_compress(long compressor, long in, long length, long out, long room);

        static native long libdeflate_zlib_compress(long compressor, long in, long length, long out, long room);

        static native long libdeflate_gzip_compress(long compressor, long in, long length, long out, long room);

        static native int libdeflate_zlib_decompress(
                long decompressor, long in, long length, long out, long room, long actual);

        static native int libdeflate_gzip_decompress(
                long decompressor, long in, long length, long out, long room, long actual);

        static native int libdeflate_deflate_decompress(
                long decompressor, long in, long length, long out, long room, long actual);
    }
}
