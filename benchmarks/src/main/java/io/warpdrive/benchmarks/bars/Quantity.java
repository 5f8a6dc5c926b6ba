// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.benchmarks.bars;

import java.util.Locale;

/** What a bar bounds. */
public enum Quantity {
    SPEED("speed", "%.2f ×", true),
    SPEED_OF_8K("speed-up with 512 bytes / with 8 KB", "%.2f", true),
    OF_LIBDEFLATE("of libdeflate in C", "%.2f", true),
    OF_ISAL("of ISA-L in C", "%.2f", true),
    TOTAL_SIZE("total size", "%.4f", false),
    LARGEST_FILE("size, largest file", "%.4f", false),
    BYTES_OVER_JDK("bytes over the JDK's, worst message", "%.0f", false),
    BYTES_OVER_BOUND("bytes over deflateBound", "%.0f", false),
    MORE_MILLISECONDS("more time", "%.0f ms", false),
    MORE_PROCESSOR_MILLISECONDS("more processor time", "%.0f ms", false),
    HEAP_BYTES("heap for each 64 KB", "%.1f bytes", false),
    NATIVE_KILOBYTES("native memory for each object", "%.0f KB", false),
    NATIVE_OF_JDK("native memory against the JDK's", "%.2f", false),
    TWO_THREADS("1 to 2 threads", "%.2f ×", true),
    WORST_OF_MORE("more threads against the best of fewer, worst", "%.2f ×", true);

    private final String label;
    private final String format;
    private final boolean atLeast;

    Quantity(String label, String format, boolean atLeast) {
        this.label = label;
        this.format = format;
        this.atLeast = atLeast;
    }

    public String label() {
        return label;
    }

    /** In words; a speed near 1 in more detail, as that is where its bars are closest. */
    public String text(double value) {
        if (Double.isNaN(value)) {
            return "not available";
        }
        String fitting = this == SPEED && value < 1.1 ? "%.3f ×" : format;
        return String.format(Locale.ROOT, fitting, value);
    }

    /** The bar in words. */
    String bound(double bar) {
        return (atLeast ? "≥ " : "≤ ") + text(bar);
    }

    /** What can't be measured here misses nothing. */
    boolean isMet(double value, double bar) {
        return Double.isNaN(value) || (atLeast ? value >= bar : value <= bar);
    }
}
