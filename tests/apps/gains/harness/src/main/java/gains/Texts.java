// SPDX-License-Identifier: Apache-2.0
package gains;

import java.nio.charset.StandardCharsets;
import java.util.Random;

/** Made-up data that compresses as what programs send does: the same for the same arguments. */
public final class Texts {
    private static final String SYLLABLES =
            "con ver ta ri os ne li du per so mi ca the an re in ho lo pa st en al be tion";
    private static final String[] WORDS = words();
    private static final String[] CITIES = {"Amsterdam", "Bogota", "Cairo", "Dakar", "Edinburgh", "Fukuoka", "Geneva"};
    private static final String[] LEVELS = {"INFO", "INFO", "INFO", "DEBUG", "WARN", "ERROR"};

    private Texts() {}

    private static String[] words() {
        Random random = new Random(1);
        String[] syllables = SYLLABLES.split(" ", 0);
        String[] words = new String[4000];
        for (int i = 0; i < words.length; i++) {
            StringBuilder word = new StringBuilder();
            for (int j = random.nextInt(3); j >= 0; j--) {
                word.append(syllables[random.nextInt(syllables.length)]);
            }
            words[i] = word.toString();
        }
        return words;
    }

    /** A word; few are frequent and many rare, as in a language. */
    public static String word(Random random) {
        double at = random.nextDouble();
        return WORDS[(int) (at * at * at * WORDS.length)];
    }

    /** Words of a sentence. */
    public static String sentence(Random random, int words) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < words; i++) {
            text.append(i == 0 ? "" : " ").append(word(random));
        }
        return text.append('.').toString();
    }

    /** An order as services send them to each other, of about 300 bytes. */
    public static String json(Random random) {
        return "{\"id\":" + random.nextInt(100_000_000) + ",\"customer\":\"" + word(random) + "." + word(random)
                + "@example.org\",\"city\":\"" + CITIES[random.nextInt(CITIES.length)] + "\",\"amount\":"
                + random.nextInt(100_000) / 100.0 + ",\"paid\":" + random.nextBoolean() + ",\"created\":\"2026-11-"
                + (10 + random.nextInt(20)) + "T" + (10 + random.nextInt(14)) + ":" + (10 + random.nextInt(50))
                + ":07Z\",\"session\":\"" + Long.toHexString(random.nextLong()) + "\",\"note\":\""
                + sentence(random, 6 + random.nextInt(10)) + "\"}";
    }

    /** A line of a log, with its end. */
    public static String logLine(Random random) {
        return "2026-11-26 1" + random.nextInt(10) + ":" + (10 + random.nextInt(50)) + ":" + (10 + random.nextInt(50))
                + "."
                + (100 + random.nextInt(900)) + " " + LEVELS[random.nextInt(LEVELS.length)] + " [worker-"
                + random.nextInt(16) + "] org.example." + word(random) + ".Service - "
                + sentence(random, 5 + random.nextInt(8))
                + " took " + random.nextInt(2000) + " ms\n";
    }

    /** JSON of a size. */
    public static byte[] json(int size, long seed) {
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder("[");
        while (text.length() < size) {
            text.append(json(random)).append(",\n");
        }
        return text.substring(0, size).getBytes(StandardCharsets.US_ASCII);
    }

    /** A page of a size, of which a good part is markup. */
    public static byte[] html(int size, long seed) {
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder("<!DOCTYPE html>\n<html><head><title>Orders</title></head>\n<body>\n");
        while (text.length() < size) {
            text.append("<div class=\"entry\" id=\"e")
                    .append(random.nextInt(10_000))
                    .append("\">\n  <h2><a href=\"/orders/")
                    .append(random.nextInt(1_000_000))
                    .append("\">")
                    .append(sentence(random, 4))
                    .append("</a></h2>\n  <p>")
                    .append(sentence(random, 12 + random.nextInt(30)))
                    .append("</p>\n</div>\n");
        }
        return text.substring(0, size).getBytes(StandardCharsets.US_ASCII);
    }

    /** Lines of a log of a size. */
    public static byte[] log(int size, long seed) {
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder();
        while (text.length() < size) {
            text.append(logLine(random));
        }
        return text.substring(0, size).getBytes(StandardCharsets.US_ASCII);
    }
}
