// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.observe.report;

import io.warpdrive.observe.program.CallSite;
import io.warpdrive.observe.program.Kind;
import io.warpdrive.queue.ZipOperation;

/** Names of a program's, which may be anything, and what our own values are called. */
final class Words {
    private Words() {}

    /** A name on one line: a class file may have line ends and control characters in its names. */
    static String plain(CallSite site) {
        StringBuilder plain = new StringBuilder();
        site.toString().codePoints().forEach(c -> plain.appendCodePoint(isPlain(c) ? c : '\uFFFD'));
        return plain.toString();
    }

    /** Not what turns the direction of a text either, nor half a character. */
    private static boolean isPlain(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.UNASSIGNED -> false;
            default -> true;
        };
    }

    static String html(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    /** Numbers stay on a line with their units. */
    static String unbroken(String text) {
        return text.replaceAll("(\\d) (?=(ms|s|min|h|%)(\\W|$))", "$1\u00a0");
    }

    static String direction(ZipOperation operation) {
        return operation == ZipOperation.DEFLATE ? "deflate" : "inflate";
    }

    static String level(Kind kind) {
        if (kind.operation() == ZipOperation.INFLATE) {
            return "–";
        }
        return kind.level() < 0 ? "6 (default)" : String.valueOf(kind.level());
    }

    static String flushes(Kind kind) {
        return kind.operation() == ZipOperation.INFLATE ? "–" : kind.flushed() ? "yes" : "no";
    }
}
