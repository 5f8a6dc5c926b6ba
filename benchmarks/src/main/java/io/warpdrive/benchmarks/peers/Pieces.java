// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.benchmarks.peers;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * A file in pieces, plain and as the JDK compresses them.
 *
 * @param plain as in the file
 * @param packed raw DEFLATE, level 6
 */
record Pieces(List<byte[]> plain, List<byte[]> packed) {
    /** More of a file takes longer and tells nothing new. */
    static final int LONGEST = 2 << 20;

    /** @param size bytes of a piece; 0: the file as one piece */
    static Pieces of(Path file, int size) throws IOException {
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(LONGEST);
        }
        int length = size == 0 ? bytes.length : size;
        List<byte[]> plain = new ArrayList<>();
        List<byte[]> packed = new ArrayList<>();
        ZipCodec jdk = new ZipCodec(new Deflater(Deflater.DEFAULT_COMPRESSION, true), new Inflater(true));
        byte[] out = new byte[room(length)];
        for (int at = 0; at + length <= bytes.length; at += length) {
            byte[] piece = Arrays.copyOfRange(bytes, at, at + length);
            plain.add(piece);
            packed.add(Arrays.copyOf(out, jdk.compress(piece, out)));
        }
        return new Pieces(plain, packed);
    }

    /** Enough for whatever anybody makes of so many bytes. */
    static int room(int length) {
        return length + length / 8 + 1024;
    }
}
