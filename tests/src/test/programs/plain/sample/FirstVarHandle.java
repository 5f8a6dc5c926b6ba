// SPDX-License-Identifier: Apache-2.0
package sample;

import java.util.OptionalInt;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.zip.Deflater;

/** Has a Deflater, is the first in its JVM to call a VarHandle, and then compresses. */
public final class FirstVarHandle {
    private FirstVarHandle() {}

    public static void main(String[] args) {
        ConcurrentSkipListMap<String, OptionalInt> map = new ConcurrentSkipListMap<>();
        OptionalInt one = OptionalInt.of(1);
        Deflater deflater = new Deflater();
        map.put("one", one);
        deflater.end();
        System.out.println(map + " " + RoundTrip.gzip(300_000));
    }
}
