// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.uacce;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How far NUMA nodes are from where a thread runs, as the firmware says in {@code node/nodeN/distance}: 10 is near. A
 * thread may move: this is a good guess, nothing more.
 */
public final class NumaDistance {
    /** What the kernel calls remote when nobody has said anything. */
    private static final int UNKNOWN = 20;

    private static final int LOCAL = 10;
    private static final int PROCESSOR_FIELD = 39;
    private static final Path PROCESSOR = Path.of("/proc/thread-self/stat");

    private final String[] distances;

    private NumaDistance(String[] distances) {
        this.distances = distances;
    }

    /** Seen from the node that the calling thread runs on. */
    public static NumaDistance ofThisThread(Path root) {
        Path nodes = root.resolve("sys/devices/system/node");
        String distances = node(nodes)
                .map(node -> read(nodes.resolve("node" + node).resolve("distance")))
                .orElse("");
        return new NumaDistance(distances.isEmpty() ? new String[0] : distances.split("\\s+", -1));
    }

    /** The node with this thread's processor in it: {@code nodeN/cpuM} exists. */
    private static Optional<Integer> node(Path nodes) {
        // after the command's name in parentheses, which may hold blanks, field 3 follows
        String stat = read(PROCESSOR);
        String[] fields = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ", -1);
        if (fields.length <= PROCESSOR_FIELD - 3) {
            return Optional.empty();
        }
        String processor = "cpu" + fields[PROCESSOR_FIELD - 3];
        for (int node = 0; Files.isDirectory(nodes.resolve("node" + node)); node++) {
            if (Files.exists(nodes.resolve("node" + node).resolve(processor))) {
                return Optional.of(node);
            }
        }
        return Optional.empty();
    }

    /** Distance to a node; -1, which is no node, is as far as anything. */
    public int to(int node) {
        if (node < 0 || node >= distances.length) {
            return UNKNOWN;
        }
        try {
            return Math.max(LOCAL, Integer.parseInt(distances[node]));
        } catch (NumberFormatException e) {
            return UNKNOWN;
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            return "";
        }
    }
}
