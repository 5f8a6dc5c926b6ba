// SPDX-License-Identifier: Apache-2.0
package sample;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

/** What the programs send, and how they print what arrived: never compressed bytes, which may differ. */
public final class Data {
    /** On both sides of the buffers that libraries use (512 to 8192) and of zlib's window. */
    private static final int[] SIZES = {0, 1, 100, 1024, 8192, 8193, 20_000, 140_000};

    private static final int LARGEST = 1 << 20;

    private static final String[] WORDS =
            "a program writes what it likes and reads back what it wrote whoever has compressed it in between"
                    .split(" ");

    private static final List<Item> ITEMS = make();

    private Data() {}

    /** Something to send, and a name that tells it from the others. */
    public static final class Item {
        private final String name;
        private final byte[] bytes;

        private Item(String name, byte[] bytes) {
            this.name = name;
            this.bytes = bytes;
        }

        public String name() {
            return name;
        }

        /** Not a copy. */
        public byte[] bytes() {
            return bytes;
        }
    }

    /** All sizes of each kind; the largest once, for the time it takes. */
    public static List<Item> items() {
        return ITEMS;
    }

    private static List<Item> make() {
        List<Item> items = new ArrayList<>();
        for (int size : SIZES) {
            items.add(new Item("text-" + size, text(size)));
            items.add(new Item("random-" + size, random(size)));
            items.add(new Item("zeros-" + size, new byte[size]));
            items.add(new Item("mixed-" + size, mixed(size)));
        }
        items.add(new Item("mixed-" + LARGEST, mixed(LARGEST)));
        return items;
    }

    /** Words, lines and numbers: about a third of its size when compressed. */
    public static byte[] text(int size) {
        Random random = new Random(size);
        StringBuilder text = new StringBuilder();
        while (text.length() < size) {
            text.append(WORDS[random.nextInt(WORDS.length)]);
            text.append(random.nextInt(12) == 0 ? random.nextInt(1000) + "\n" : " ");
        }
        return text.substring(0, size).getBytes(StandardCharsets.US_ASCII);
    }

    /** Does not compress. */
    public static byte[] random(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    /** Now text, now not, so that the compressed form has blocks of all kinds. */
    public static byte[] mixed(int size) {
        byte[] bytes = text(size);
        Random random = new Random(-size);
        byte[] piece = new byte[3000];
        for (int at = 1000; at + piece.length <= size; at += 2 * piece.length + random.nextInt(9000)) {
            random.nextBytes(piece);
            System.arraycopy(piece, 0, bytes, at, piece.length);
        }
        return bytes;
    }

    /** Length and digest. */
    public static String digest(byte[] bytes) {
        return digest(bytes, 0, bytes.length);
    }

    /** Length and digest of a part. */
    public static String digest(byte[] bytes, int offset, int length) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(bytes, offset, length);
            return length + " " + HexFormat.of().formatHex(digest.digest(), 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Says what arrived of something that was sent, and whether it is that. */
    public static void print(String what, byte[] sent, byte[] arrived) {
        boolean same = Arrays.equals(sent, arrived);
        System.out.println(what + " " + digest(arrived) + (same ? "" : " instead of " + digest(sent)));
    }
}
