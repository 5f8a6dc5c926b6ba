// SPDX-License-Identifier: Apache-2.0
package gains.netty;

import gains.Rounds;

/** HTTP's content encodings and WebSockets. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) throws Exception {
        Rounds rounds = Rounds.of(arguments);
        Http.rows(rounds);
        WebSockets.rows(rounds);
    }
}
