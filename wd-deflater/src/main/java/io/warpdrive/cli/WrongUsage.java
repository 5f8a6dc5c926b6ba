// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.cli;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What is wrong with a command line, in the words of whoever typed it: picocli's count arguments and name Java's types. */
final class WrongUsage {
    private WrongUsage() {}

    static String words(ParameterException exception) {
        CommandLine line = exception.getCommandLine();
        if (exception instanceof UnmatchedArgumentException unmatched && !unmatched.isUnknownOption()) {
            List<String> arguments = unmatched.getUnmatched();
            String first = "'" + (arguments.isEmpty() ? "" : arguments.get(0)) + "'";
            return line.getParent() == null
                    ? "there is no command " + first + "; there are "
                            + String.join(", ", line.getSubcommands().keySet())
                    : first + " is one argument too many";
        }
        return exception
                .getMessage()
                .replace("option option", "option")
                .replaceFirst("positional parameter at index \\S+ \\((.+?)\\)", "$1")
                .replaceFirst("is not an? (int|long)$", "is not a number");
    }
}
