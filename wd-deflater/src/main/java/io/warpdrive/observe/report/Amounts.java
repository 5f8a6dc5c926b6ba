// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.observe.report;

import java.util.Locale;

/** Times, sizes and shares as people read them, the same in every locale. */
final class Amounts {
    private static final double NANOS = 1e9;
    /** What is shorter would be 0 ms. */
    private static final double SHORTEST = 0.0005;

    private static final String LEAST = "under 1 ms";
    private static final double MINUTE = 60;
    private static final double HOUR = 3600;
    private static final String[] UNITS = {"B", "KB", "MB", "GB", "TB"};

    private Amounts() {}

    static String time(long nanos) {
        double seconds = nanos / NANOS;
        double size = Math.abs(seconds);
        if (size >= 10 * HOUR) {
            return format("%.0f h", seconds / HOUR);
        }
        if (size >= 10 * MINUTE) {
            return format("%.0f min", seconds / MINUTE);
        }
        if (nanos > 0 && size < SHORTEST) {
            return LEAST;
        }
        return size >= 1 ? format(size >= 100 ? "%.0f s" : "%.1f s", seconds) : format("%.0f ms", 1000 * seconds);
    }

    static String range(long low, long high) {
        String from = time(low);
        String to = time(high);
        return from.equals(to) ? to : (from.equals(LEAST) ? "0 ms" : from) + " to " + to;
    }

    static String bytes(long bytes) {
        double size = bytes;
        int unit = 0;
        while (size >= 1024 && unit < UNITS.length - 1) {
            size /= 1024;
            unit++;
        }
        return format(unit == 0 || size >= 10 ? "%.0f %s" : "%.1f %s", size, UNITS[unit]);
    }

    static String count(long number) {
        return format("%,d", number);
    }

    /** Of a whole that may be unknown. */
    static String share(long part, long whole) {
        double share = whole <= 0 ? 0 : 100.0 * part / whole;
        return format(Math.abs(share) < 10 ? "%.1f %%" : "%.0f %%", share);
    }

    static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
