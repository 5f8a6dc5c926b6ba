// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.emulator;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/**
 * Which request goes wrong and how. Not at random: a rate of 0.01 is every hundredth request of a device, so that a test
 * fails the same way twice.
 */
public final class FaultPlan {
    private final List<Fault> faults;
    private final AtomicLong requests = new AtomicLong();

    /** One kind, at every {@code interval}th request. */
    private record Fault(FaultKind kind, long interval) {}

    private FaultPlan(List<Fault> faults) {
        this.faults = faults;
    }

    /**
     * Reads {@code KIND[:RATE]} arguments.
     *
     * @throws IllegalArgumentException with a message for people when one can't be understood
     */
    public static FaultPlan parse(List<String> arguments) {
        return new FaultPlan(arguments.stream().map(FaultPlan::parse).toList());
    }

    private static Fault parse(String argument) {
        int colon = argument.indexOf(':');
        String kind = colon < 0 ? argument : argument.substring(0, colon);
        FaultKind found = Arrays.stream(FaultKind.values())
                .filter(each -> each.name().equalsIgnoreCase(kind))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("no fault is called " + kind + "; there are " + kinds()));
        double rate = 1;
        try {
            rate = colon < 0 ? 1 : Double.parseDouble(argument.substring(colon + 1));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("not a rate: " + argument, e);
        }
        if (!(rate > 0 && rate <= 1)) {
            throw new IllegalArgumentException("a rate is more than 0 and at most 1: " + argument);
        }
        return new Fault(found, Math.max(1, Math.round(1 / rate)));
    }

    private static String kinds() {
        return Arrays.stream(FaultKind.values())
                .map(kind -> kind.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
    }

    /** What goes wrong with the next request; mostly nothing. */
    Set<FaultKind> next() {
        if (faults.isEmpty()) {
            return Set.of();
        }
        long request = requests.incrementAndGet();
        Set<FaultKind> kinds = EnumSet.noneOf(FaultKind.class);
        for (Fault fault : faults) {
            if (request % fault.interval == 0) {
                kinds.add(fault.kind);
            }
        }
        return kinds;
    }
}
