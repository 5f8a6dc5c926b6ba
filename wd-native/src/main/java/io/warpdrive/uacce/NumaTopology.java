// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.uacce;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntSupplier;
import java.util.stream.IntStream;

/**
 * Which processor belongs to which NUMA node, and how far nodes are from each other, as the firmware says in
 * {@code node/nodeN/distance}: 10 is near. Immutable. A thread may move: where it runs is a good guess, nothing more.
 */
public final class NumaTopology {
    /** No node, or one that nobody knows. */
    public static final int UNKNOWN_NODE = -1;

    /** What the kernel calls remote when nobody has said anything. */
    private static final int REMOTE = 20;

    private static final int LOCAL = 10;
    private static final String NODE = "node";
    private static final String PROCESSOR = "cpu";

    /** By processor. */
    private int[] nodes = {};
    /** By node: distances to the nodes in their order. */
    private final Map<Integer, int[]> distances = new HashMap<>();

    private final IntSupplier processor;

    private NumaTopology(IntSupplier processor) {
        this.processor = processor;
    }

    /** What is below {@code root}; a machine that says nothing has no nodes. */
    public static NumaTopology read(Path root) {
        return read(root, Libc::sched_getcpu);
    }

    /**
     * As {@link #read(Path)}, for threads that run elsewhere.
     *
     * @param processor number of the processor that the calling thread runs on
     */
    public static NumaTopology read(Path root, IntSupplier processor) {
        NumaTopology topology = new NumaTopology(processor);
        Path directory = root.resolve("sys/devices/system/node");
        for (int node : numbers(directory, NODE)) {
            Path ofNode = directory.resolve(NODE + node);
            topology.add(node, numbers(ofNode, PROCESSOR));
            topology.distances.put(node, row(ofNode.resolve("distance")));
        }
        return topology;
    }

    private void add(int node, int[] processors) {
        for (int number : processors) {
            int known = nodes.length;
            if (number >= known) {
                nodes = Arrays.copyOf(nodes, number + 1);
                Arrays.fill(nodes, known, number, UNKNOWN_NODE);
            }
            nodes[number] = node;
        }
    }

    /** Empty when it can't be read. */
    private static int[] row(Path file) {
        try {
            String line = Files.readString(file).strip();
            return Arrays.stream(line.split("\\s+", -1))
                    .mapToInt(Integer::parseInt)
                    .toArray();
        } catch (IOException | NumberFormatException e) {
            return new int[0];
        }
    }

    /** The numbers of a directory's entries that are called {@code prefix} and a number. */
    private static int[] numbers(Path directory, String prefix) {
        if (!Files.isDirectory(directory)) {
            return new int[0];
        }
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory, prefix + "[0-9]*")) {
            IntStream.Builder numbers = IntStream.builder();
            for (Path entry : entries) {
                String number = String.valueOf(entry.getFileName()).substring(prefix.length());
                if (number.matches("[0-9]{1,5}")) {
                    numbers.add(Integer.parseInt(number));
                }
            }
            return numbers.build().sorted().toArray();
        } catch (IOException | DirectoryIteratorException e) {
            return new int[0];
        }
    }

    /** The node that the calling thread runs on, or {@link #UNKNOWN_NODE}. No system call: the kernel shares the number. */
    public int currentNode() {
        if (nodes.length == 0) {
            return UNKNOWN_NODE;
        }
        int number = processor.getAsInt();
        return number >= 0 && number < nodes.length ? nodes[number] : UNKNOWN_NODE;
    }

    /** How far {@code to} is from {@code from}; a node that nobody knows is as far as anything. */
    public int distance(int from, int to) {
        int[] row = distances.get(from);
        return row == null || to < 0 || to >= row.length ? REMOTE : Math.max(LOCAL, row[to]);
    }
}
