// SPDX-License-Identifier: Apache-2.0
package org.example;

import java.io.ByteArrayOutputStream;
import java.util.Random;

/**
 * Something like words, made without much code: these programs are over before much is compiled. Words of syllables, so that
 * zlib shrinks them to 0.38 of their size at level 6 and takes as long for it as for English prose (dickens of the Silesia
 * corpus); of words of random letters it makes short work, as they share no beginnings.
 */
final class Text {
    private static final int WORDS = 5000;
    private static final int SYLLABLES = 600;
    private static final int SYLLABLES_IN_A_WORD = 3;
    private static final String CONSONANTS = "tnsrhldcmfpgwb";
    private static final String VOWELS = "eaoiu";

    private Text() {}

    static byte[] of(int length) {
        Random random = new Random(1);
        byte[][] syllables = new byte[SYLLABLES][];
        for (int i = 0; i < SYLLABLES; i++) {
            syllables[i] = new byte[2 + random.nextInt(2)];
            for (int j = 0; j < syllables[i].length; j++) {
                String letters = j == 1 ? VOWELS : CONSONANTS;
                syllables[i][j] = (byte) letters.charAt(random.nextInt(letters.length()));
            }
        }
        byte[][] words = new byte[WORDS][];
        for (int i = 0; i < WORDS; i++) {
            ByteArrayOutputStream word = new ByteArrayOutputStream();
            for (int j = random.nextInt(SYLLABLES_IN_A_WORD); j >= 0; j--) {
                word.writeBytes(syllables[random.nextInt(1 + random.nextInt(SYLLABLES))]);
            }
            words[i] = word.toByteArray();
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
