// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Contenders that take turns, A B A B, so that whatever else the machine does hurts all alike. */
public final class Turns {
    private Turns() {}

    /**
     * What one contender does when it is its turn.
     *
     * @param <K> a contender
     * @param <R> what comes of it
     */
    @FunctionalInterface
    public interface Turn<K, R> {
        R take(K contender) throws IOException;
    }

    /** The results of each contender, as many as there are rounds. */
    public static <K, R> Map<K, List<R>> take(Collection<K> contenders, int rounds, Turn<K, R> turn)
            throws IOException {
        Map<K, List<R>> results = new LinkedHashMap<>();
        for (int round = 0; round < rounds; round++) {
            for (K contender : contenders) {
                results.computeIfAbsent(contender, key -> new ArrayList<>()).add(turn.take(contender));
            }
        }
        return results;
    }
}
