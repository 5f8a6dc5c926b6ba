// SPDX-License-Identifier: Apache-2.0
package gains.report;

import java.util.List;

/** All that can be measured, in the order of the table. */
final class Programs {
    static final List<Program> ALL =
            List.of(Program.of("kafka", "Kafka clients", "kafka", "gains.kafka.Batches", "kafka-clients")
                    .bar("^write 16 KB, level 6", 2.0)
                    .bar("^read 16 KB, level 6", 1.3)
                    .whole(1.2)
                    .quick());

    private Programs() {}
}
