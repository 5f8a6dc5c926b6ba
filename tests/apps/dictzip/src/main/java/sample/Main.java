// SPDX-License-Identifier: Apache-2.0
package sample;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.Deflater;
import org.dict.zip.DictZipFiles;
import org.dict.zip.DictZipInputStream;
import org.dict.zip.DictZipOutputStream;
import org.dict.zip.RandomAccessInputStream;
import org.dict.zip.RandomAccessOutputStream;

/** Dictionaries: gzip files with a flush behind each chunk, so that a reader can start anywhere. */
public final class Main {
    /** The library's own. */
    private static final int CHUNK = 58_315;

    private Main() {}

    public static void main(String[] arguments) throws IOException {
        Path file = Files.createTempFile("dictionary", ".dz");
        try {
            for (Data.Item item : Data.items()) {
                // the library has no form for a file without a chunk
                if (item.bytes().length > 0) {
                    for (int level : new int[] {-1, 1, 9}) {
                        roundTrip(file, item, level);
                    }
                }
            }
        } finally {
            Files.delete(file);
        }
    }

    private static void roundTrip(Path file, Data.Item item, int level) throws IOException {
        byte[] bytes = item.bytes();
        Files.delete(file);
        try (var out = new DictZipOutputStream(
                new RandomAccessOutputStream(file.toString(), "rws"),
                new Deflater(level, true),
                CHUNK,
                bytes.length,
                level)) {
            // as the library's own command does: a chunk at a time
            for (int at = 0; at < bytes.length; at += CHUNK) {
                out.write(bytes, at, Math.min(CHUNK, bytes.length - at));
            }
            out.finish();
        }
        String name = item.name() + " " + level;
        try (DictZipInputStream in = new DictZipInputStream(file.toString())) {
            System.out.println("checked " + name + " " + DictZipFiles.checkDictZipInputStream(in));
        }
        for (int buffer : new int[] {512, 8192}) {
            try (DictZipInputStream in =
                    new DictZipInputStream(new RandomAccessInputStream(file.toString(), "r"), buffer)) {
                Data.print("read " + name, bytes, all(in));
            }
            try (DictZipInputStream in =
                    new DictZipInputStream(new RandomAccessInputStream(file.toString(), "r"), buffer)) {
                System.out.println("entries of " + name + " " + entries(in, bytes));
            }
        }
    }

    /** The library can't read to an offset, which readAllBytes does. */
    private static byte[] all(DictZipInputStream in) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] piece = new byte[3000];
        for (int count = in.read(piece, 0, piece.length); count >= 0; count = in.read(piece, 0, piece.length)) {
            bytes.write(piece, 0, count);
        }
        return bytes.toByteArray();
    }

    /** Looks entries up here and there: each look leaves a chunk half read. */
    private static String entries(DictZipInputStream in, byte[] bytes) throws IOException {
        Random random = new Random(bytes.length);
        StringBuilder right = new StringBuilder();
        for (int i = 0; i < 12; i++) {
            int at = random.nextInt(bytes.length);
            int length = Math.min(bytes.length - at, 1 + random.nextInt(20_000));
            byte[] entry = new byte[length];
            in.seek(at);
            in.readFully(entry);
            right.append(Arrays.equals(entry, Arrays.copyOfRange(bytes, at, at + length)) ? "." : " instead of ");
        }
        return right.toString();
    }
}
