// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.observe.program;

/**
 * Where in the program a {@code Deflater} or {@code Inflater} was made.
 *
 * @param type the class's name; anything that a class file may have in it
 * @param method likewise
 * @param line 0 or less: unknown
 */
public record CallSite(String type, String method, int line) {
    static final CallSite UNKNOWN = new CallSite("an unknown place", "", 0);
    /** Of those that were not asked, as to ask takes time. */
    static final CallSite NOT_ASKED = new CallSite("a place that was not asked for", "", 0);

    /** As people read it: {@code a.b.Type.method:line}. */
    @Override
    public String toString() {
        return type + (method.isEmpty() ? "" : "." + method) + (line > 0 ? ":" + line : "");
    }
}
