// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.settings;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Makes a value out of what a user wrote. Runs in every program that deflates once, so without lambdas and streams: the
 * first of them in a JVM cost more than all of this.
 */
interface Parser {

    /** What may be written, for people: names in backquotes, units and range. */
    String values();

    /**
     * The value of some text.
     *
     * @param written not blank, without blanks around it
     * @return empty when the text is none
     */
    Optional<?> parse(String written);

    /** What a key without a value means; empty when it means that nothing is set. */
    default String whenEmpty() {
        return "";
    }

    /**
     * Any text at all.
     *
     * @param values what is expected
     */
    record Text(String values) implements Parser {
        @Override
        public Optional<?> parse(String written) {
            return Optional.of(written);
        }
    }

    /** A directory; whether it is there is asked by whoever looks into it. */
    record Directory() implements Parser {
        @Override
        public String values() {
            return "a directory";
        }

        @Override
        public Optional<?> parse(String written) {
            try {
                return Optional.of(Path.of(written));
            } catch (InvalidPathException e) {
                return Optional.empty();
            }
        }
    }

    /**
     * A whole number of something.
     *
     * @param unit what is counted, "" where the key says it
     * @param least the smallest value
     * @param most the largest value
     */
    record Count(String unit, int least, int most) implements Parser {
        @Override
        public String values() {
            return (unit.isEmpty() ? "" : unit + ", ") + least + " to " + most;
        }

        @Override
        public Optional<?> parse(String written) {
            try {
                int number = Integer.parseInt(written);
                return number >= least && number <= most ? Optional.of(number) : Optional.empty();
            } catch (NumberFormatException e) {
                return Optional.empty();
            }
        }
    }

    /**
     * One of a few, in any case.
     *
     * @param choices an enum's constants, or true and false
     * @param whenEmpty see {@link Parser#whenEmpty}
     */
    record Choice(List<?> choices, String whenEmpty) implements Parser {
        /** One that has no meaning without a value. */
        Choice(Enum<?>... choices) {
            this(List.of(choices), "");
        }

        /** -Dwarpdrive.stats and the agent's bare "stats" mean true. */
        static Choice flag() {
            return new Choice(List.of(true, false), "true");
        }

        @Override
        public String values() {
            List<String> names = new ArrayList<>();
            for (Object choice : choices) {
                names.add("`" + choice.toString().toLowerCase(Locale.ROOT) + "`");
            }
            return String.join(", ", names);
        }

        @Override
        public Optional<?> parse(String written) {
            for (Object choice : choices) {
                if (choice.toString().equalsIgnoreCase(written)) {
                    return Optional.of(choice);
                }
            }
            return Optional.empty();
        }
    }
}
