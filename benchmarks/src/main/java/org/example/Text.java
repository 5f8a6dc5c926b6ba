// SPDX-License-Identifier: Apache-2.0
package org.example;

import java.util.Random;

/** Something like words, made without much code: these programs are over before much is compiled. */
final class Text {
    private static final int WORDS = 3000;
    private static final int LONGEST = 9;

    private Text() {}

    static byte[] of(int length) {
        Random random = new Random(1);
        byte[][] words = new byte[WORDS][];
        for (int i = 0; i < WORDS; i++) {
            words[i] = new byte[2 + random.nextInt(LONGEST)];
            for (int j = 0; j < words[i].length; j++) {
                words[i][j] = (byte) ('a' + random.nextInt(26));
            }
        }
        byte[] text = new byte[length];
        int at = 0;
        while (at < length) {
            byte[] word = words[random.nextInt(1 + random.nextInt(WORDS))];
            int count = Math.min(word.length, length - at);
            System.arraycopy(word, 0, text, at, count);
            at += count;
            if (at < length) {
                text[at++] = ' ';
            }
        }
        return text;
    }
}
