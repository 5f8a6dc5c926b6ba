// SPDX-License-Identifier: Apache-2.0
package sample;

/** Compresses nothing until the JVM shuts down, as programs that pack their logs do. */
public final class ShutdownStreams {
    private ShutdownStreams() {}

    public static void main(String[] args) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println(RoundTrip.gzip(400_000))));
    }
}
