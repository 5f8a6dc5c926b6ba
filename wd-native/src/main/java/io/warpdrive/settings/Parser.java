// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.settings;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Makes a value out of what a user wrote. Runs in every program that deflates once, so in one class and without lambdas and
 * streams: the first of them in a JVM cost more than all of this.
 *
 * @param type of the values
 * @param what a text is, or what is counted; "" where the key says it
 * @param choices all values there are; empty if they are more than a few
 * @param least the smallest number
 * @param most the largest number
 * @param whenEmpty what a key without a value means; empty when it means that nothing is set
 */
record Parser(Class<?> type, String what, List<?> choices, int least, int most, String whenEmpty) {
    /** Any text at all. */
    static Parser text(String what) {
        return new Parser(String.class, what, List.of(), 0, 0, "");
    }

    /** A directory; whether it is there is asked by whoever looks into it. */
    static Parser directory() {
        return new Parser(Path.class, "a directory", List.of(), 0, 0, "");
    }

    /** A whole number of something. */
    static Parser count(String what, int least, int most) {
        return new Parser(Integer.class, what, List.of(), least, most, "");
    }

    /** One of an enum's constants, in any case. */
    static Parser choice(Enum<?>... choices) {
        return new Parser(Enum.class, "", List.of(choices), 0, 0, "");
    }

    /** -Dwarpdrive.stats and the agent's bare "stats" mean true. */
    static Parser flag() {
        return new Parser(Boolean.class, "", List.of(true, false), 0, 0, "true");
    }

    /** What may be written, for people: names in backquotes, units and range. */
    String values() {
        if (type == Integer.class) {
            return (what.isEmpty() ? "" : what + ", ") + least + " to " + most;
        }
        if (choices.isEmpty()) {
            return what;
        }
        List<String> names = new ArrayList<>();
        for (Object choice : choices) {
            names.add("`" + choice.toString().toLowerCase(Locale.ROOT) + "`");
        }
        return String.join(", ", names);
    }

    /**
     * The value of some text.
     *
     * @param written not blank, without blanks around it
     * @return empty when the text is none
     */
    Optional<?> parse(String written) {
        try {
            if (type == Integer.class) {
                int number = Integer.parseInt(written);
                return number >= least && number <= most ? Optional.of(number) : Optional.empty();
            }
            if (type == Path.class) {
                return Optional.of(Path.of(written));
            }
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // no number, or no name that a file can have
        }
        for (Object choice : choices) {
            if (choice.toString().equalsIgnoreCase(written)) {
                return Optional.of(choice);
            }
        }
        return choices.isEmpty() ? Optional.of(written) : Optional.empty();
    }
}
