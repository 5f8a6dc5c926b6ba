// SPDX-License-Identifier: Apache-2.0
package sample;

/** Codecs alone, HTTP's content encodings, and WebSockets with permessage-deflate. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) throws Exception {
        Codecs.run();
        Contents.run();
        WebSockets.run();
    }
}
