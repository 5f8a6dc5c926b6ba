// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The keys of the configuration: for each its name, what may be written, its default, and one line about it. The table of
 * docs/configuration.md, {@code wd settings} and the warnings for bad values and unknown keys come from here. The texts are
 * Markdown as far as backquotes go.
 */
public enum Setting {
    /** The device to use. */
    DEVICE(
            Parser.text("`auto`, `zlib`, a name that the command `devices` shows"),
            "auto",
            "`auto`",
            "the device to use; `zlib` for none"),
    /** What matters when speed and size disagree. */
    POLICY(Parser.choice(WdPolicy.values()), "balanced", "`balanced`", "what matters when speed and size disagree"),
    /** When engines and devices are loaded. */
    START(
            Parser.choice(WdStart.values()),
            "earned",
            "`earned`",
            "when engines and devices are loaded: `earned`, once zlib has cost this process about what loading costs;"
                    + " `eager`, at the first stream"),
    /** Smallest input that is offloaded. */
    MIN(
            Parser.count("bytes", 0, Integer.MAX_VALUE),
            "",
            "as measured",
            "smallest total input that is offloaded; what is more than a block (see `block`) counts as a block"),
    /** Threads for one long stream. */
    THREADS(
            Parser.count("", 1, Limit.AT_A_TIME),
            "1",
            "`1`",
            "threads that may compress one long stream on the software device, the writing one included; those beyond it"
                    + " belong to all streams together, and are no more than there are processors"),
    /** Blocks of one long stream that are under way at a time. */
    INFLIGHT(
            Parser.count("", 1, Limit.AT_A_TIME),
            "",
            "4 on hardware; in software 1, or what keeps `threads` busy",
            "blocks of one long stream that are under way at a time"),
    /** Two lines when the JVM ends. */
    STATS(Parser.flag(), "false", "`false`", "two lines on standard error when the JVM ends"),
    /** Where the report goes of what the engines would take. */
    OBSERVE(
            Parser.text("a file, or `-` for standard error"),
            "",
            "none",
            "agent only: zlib does everything, and when the JVM ends a page is written of what it took, where, and what the"
                    + " engines would have taken"),
    /** Whether MXBeans are registered in any case. */
    JMX(
            Parser.flag(),
            "false",
            "`false`; all the same where the platform's MBean server is up already",
            "register `io.warpdrive:type=Deflate` and `type=Inflate`"),
    /** Whether output is checked before it is handed out. */
    VERIFY(
            Parser.flag(),
            "false",
            "`false`",
            "inflate every compressed block again before it is handed out; also what a device inflates as a whole message"),
    /** Whether the compressed bytes have to be the JDK's. */
    REPRODUCIBLE(
            Parser.flag(),
            "false",
            "`false`; `true` where `SOURCE_DATE_EPOCH` is set",
            "compress with zlib only, so that the bytes are the JDK's"),
    /** Where devices are looked for. */
    ROOT(Parser.directory(), "", "`/`", "where `/sys/class/uacce` and `/dev` are looked for"),
    /** What is logged. */
    LOG(
            Parser.choice(WdConfiguration.Log.values()),
            "info",
            "`info`",
            "through `System.Logger`, name `io.warpdrive`; under the agent as lines on standard error as long as the"
                    + " application has not started its logging"),
    /** Where engine libraries are looked for first. */
    LIBRARIES(Parser.directory(), "", "none", "looked into for engine libraries before the system's"),
    /** Hardware queues to hold. */
    QUEUES(
            Parser.count("", 1, Limit.QUEUES),
            "1",
            "`1`",
            "hardware queues to hold for each direction and NUMA node; threads share them, each uses one that is near"),
    /** Input in a block. */
    BLOCK(
            Parser.count("bytes", Limit.SMALLEST_BLOCK, Limit.LARGEST_BLOCK),
            "",
            "best for the device",
            "input in a block; 65536 on hardware, in software 262144. Streams in place have none"),
    /** Whether unprotected devices may be used. */
    NOIOMMU(
            Parser.flag(),
            "false",
            "`false`",
            "use devices that see physical addresses without any protection: only for testing"),
    /** What the agent rewrites in any case. */
    INCLUDE(
            Parser.text("packages or classes, separated by `:`"),
            "",
            "none",
            "agent only: rewritten in any case; of `include` and `exclude` the longest entry that matches decides"),
    /** What the agent never rewrites. */
    EXCLUDE(Parser.text("packages or classes, separated by `:`"), "", "none", "agent only: never rewritten");

    private final String key = name().toLowerCase(Locale.ROOT);
    /** Immutable: a parser is a record of values. */
    @SuppressWarnings("ImmutableEnumChecker")
    private final Parser parser;

    private final String fallback;
    private final String defaultText;
    private final String text;

    /**
     * @param fallback what stands for a value that is not set; "" when there is none
     * @param defaultText the same for people
     */
    Setting(Parser parser, String fallback, String defaultText, String text) {
        this.parser = parser;
        this.fallback = fallback;
        this.defaultText = defaultText;
        this.text = text;
    }

    /**
     * Its name: as the agent's argument and {@code --set} have it; behind {@code warpdrive.} a system property's.
     *
     * @return lower case, unique
     */
    public String key() {
        return key;
    }

    /**
     * What may be written, for people: names in backquotes, units and range.
     *
     * @return a text with Markdown's backquotes
     */
    public String accepts() {
        return parser.values();
    }

    /**
     * What holds when nothing is set, for people.
     *
     * @return a text with Markdown's backquotes
     */
    public String defaultText() {
        return defaultText;
    }

    /**
     * What it does, in one line.
     *
     * @return a text with Markdown's backquotes
     */
    public String text() {
        return text;
    }

    /**
     * The value of what a user wrote.
     *
     * @param written {@code null} when nothing was; a bad value is left out with one warning
     * @param warnings where the warning goes
     * @return empty when nothing is set and there is no default
     */
    Optional<?> value(String written, List<String> warnings) {
        if (written == null) {
            return fallback.isEmpty() ? Optional.empty() : parser.parse(fallback);
        }
        String stripped = written.isBlank() ? parser.whenEmpty() : written.strip();
        if (stripped.isEmpty()) {
            return value(null, warnings);
        }
        Optional<?> value = parser.parse(stripped);
        if (value.isPresent()) {
            return value;
        }
        warnings.add("configuration key " + key + " can't be '" + stripped + "', it is ignored; it takes "
                + plain(accepts()));
        return value(null, warnings);
    }

    /** The warning for a key that is none of these. */
    static String unknown(String key) {
        List<String> keys = new ArrayList<>();
        for (Setting setting : values()) {
            keys.add(setting.key);
        }
        return "unknown configuration key " + key + " is ignored; the keys are " + String.join(", ", keys);
    }

    /**
     * All keys as the table that docs/configuration.md has, line by line.
     *
     * @return the head, and a line for each key in the order of the constants
     */
    public static List<String> markdown() {
        List<String> lines = new ArrayList<>(List.of("| key | values | default | |", "|---|---|---|---|"));
        for (Setting setting : values()) {
            lines.add("| `" + setting.key + "` | " + setting.accepts() + " | " + setting.defaultText + " | "
                    + setting.text + " |");
        }
        return lines;
    }

    /**
     * A text of these without its Markdown.
     *
     * @param markdown one of the texts above
     * @return the same without backquotes
     */
    public static String plain(String markdown) {
        return markdown.replace("`", "");
    }

    /** Bounds of values. In a class of their own: an enum's constants can't use constants that stand behind them. */
    private static final class Limit {
        /** More threads or blocks for one stream than anybody has a use for. */
        static final int AT_A_TIME = 256;

        static final int QUEUES = 64;
        /** With smaller ones data that does not compress would take more than zlib's deflateBound. */
        static final int SMALLEST_BLOCK = 32 << 10;

        static final int LARGEST_BLOCK = 8 << 20;
    }
}
