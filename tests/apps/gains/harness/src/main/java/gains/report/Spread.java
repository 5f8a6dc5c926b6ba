// SPDX-License-Identifier: Apache-2.0
package gains.report;

import java.util.Arrays;
import java.util.List;

/**
 * What was measured several times.
 *
 * @param least the smallest
 * @param median the one in the middle
 * @param most the largest
 */
record Spread(double least, double median, double most) {
    static Spread of(List<Double> values) {
        double[] sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        double median = sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new Spread(sorted[0], median, sorted[sorted.length - 1]);
    }
}
