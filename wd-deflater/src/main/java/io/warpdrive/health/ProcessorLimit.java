// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.health;

import io.warpdrive.health.WdHealth.Finding;
import io.warpdrive.health.WdHealth.State;
import java.util.Locale;
import java.util.Optional;

/** How much processor time a container may use: cgroup v2's {@code cpu.max}, or v1's quota and period. */
final class ProcessorLimit {
    private static final String SUBJECT = "processors";
    /** Of v2, where a container sees its own group; and below the mount point, by the names in /proc/self/cgroup. */
    private static final String CGROUP = "sys/fs/cgroup";

    private ProcessorLimit() {}

    /** @param processors as the JVM counts them, which knows of limits itself */
    static Finding look(SystemFiles system, int processors) {
        Optional<Double> limit = limit(system);
        String fact = processors + (processors == 1 ? " processor" : " processors");
        if (limit.isEmpty()) {
            return new Finding(SUBJECT, State.OK, fact + ", no limit", "Fine.");
        }
        fact += String.format(Locale.ROOT, ", limited to the time of %.2f", limit.get());
        return limit.get() < 2
                ? new Finding(
                        SUBJECT, State.COSTS_SPEED, fact, "Keep threads=1: more would share the same processor time.")
                : new Finding(SUBJECT, State.OK, fact, "Set threads to no more than that.");
    }

    private static Optional<Double> limit(SystemFiles system) {
        for (String line : system.text("proc/self/cgroup").orElse("").lines().toList()) {
            String[] fields = line.split(":", 3);
            if (fields.length < 3) {
                continue;
            }
            boolean unified = fields[0].equals("0") && fields[1].isEmpty();
            boolean controls = (',' + fields[1] + ',').contains(",cpu,");
            Optional<Double> limit = unified
                    ? inGroups(system, CGROUP, fields[2], true)
                    : controls ? inGroups(system, CGROUP + "/cpu", fields[2], false) : Optional.empty();
            if (limit.isPresent()) {
                return limit;
            }
        }
        return Optional.empty();
    }

    /** The smallest limit of a group and those it is in. In a container the group may be the mount point itself. */
    private static Optional<Double> inGroups(SystemFiles system, String mount, String group, boolean unified) {
        Optional<Double> smallest = Optional.empty();
        String path = group.equals("/") ? "" : group;
        while (true) {
            Optional<Double> limit = unified ? unified(system, mount + path) : quota(system, mount + path);
            if (limit.isPresent() && (smallest.isEmpty() || limit.get() < smallest.get())) {
                smallest = limit;
            }
            if (path.isEmpty()) {
                return smallest;
            }
            path = path.substring(0, Math.max(0, path.lastIndexOf('/')));
        }
    }

    /** {@code max 100000}, or microseconds of processor time in so many of real time. */
    private static Optional<Double> unified(SystemFiles system, String group) {
        String[] words = system.text(group + "/cpu.max").orElse("max").split(" ", -1);
        return words.length == 2 && !words[0].equals("max") ? quotient(words[0], words[1]) : Optional.empty();
    }

    /** A quota of -1 is none. */
    private static Optional<Double> quota(SystemFiles system, String group) {
        String quota = system.text(group + "/cpu.cfs_quota_us").orElse("-1");
        String period = system.text(group + "/cpu.cfs_period_us").orElse("-1");
        return quotient(quota, period);
    }

    private static Optional<Double> quotient(String time, String period) {
        try {
            double limit = Double.parseDouble(time) / Double.parseDouble(period);
            return Double.parseDouble(time) > 0 && limit > 0 && !Double.isInfinite(limit)
                    ? Optional.of(limit)
                    : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
