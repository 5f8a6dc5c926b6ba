// SPDX-License-Identifier: Apache-2.0
package sample;

/** Ktor's WebSocket extension and its content encodings. Runs with Ktor 2 and 3. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) throws Exception {
        WebSockets.run();
        if (hasContentEncoders()) {
            Contents.run();
        }
    }

    /** Ktor 2 has no such thing. */
    private static boolean hasContentEncoders() {
        try {
            Class.forName("io.ktor.util.ContentEncoder");
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }
}
