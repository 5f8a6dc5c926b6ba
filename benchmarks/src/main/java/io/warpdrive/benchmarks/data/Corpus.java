// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.benchmarks.data;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * The files to measure on: those given, unpacked where they are packed, or some made up where none are given. A file counts
 * from 64 KB on, and with its first 8 MB.
 */
public final class Corpus implements AutoCloseable {
    /** Of files shorter than this the policies promise no size, and hardly anything is in them to measure. */
    private static final int SHORTEST = 1 << 16;

    private static final int LONGEST = 8 << 20;

    private final Path directory;
    private final List<Sample> samples = new ArrayList<>();
    /** Made when first asked for. */
    private final List<Sample> incompressible = new ArrayList<>();

    private Corpus() throws IOException {
        directory = Files.createTempDirectory("warpdrive-benchmarks");
    }

    /**
     * Reads the files, or makes some up.
     *
     * @param names files and directories; empty: generated data
     */
    public static Corpus of(List<Path> names) throws IOException {
        Corpus corpus = new Corpus();
        for (Path name : names) {
            try (Stream<Path> paths = Files.walk(name)) {
                for (Path path : paths.filter(Files::isRegularFile).sorted().toList()) {
                    corpus.add(path);
                }
            }
        }
        if (names.isEmpty()) {
            for (Generated kind : Generated.values()) {
                corpus.add(kind.fileName(), kind.bytes(LONGEST));
            }
        }
        if (corpus.samples.isEmpty()) {
            throw new IOException("no file of 64 KB or more in " + names);
        }
        return corpus;
    }

    public List<Sample> samples() {
        return List.copyOf(samples);
    }

    /** Data that can't be compressed. */
    public List<Sample> incompressible() throws IOException {
        if (incompressible.isEmpty()) {
            for (Incompressible kind : Incompressible.values()) {
                incompressible.add(Sample.of(directory, kind.fileName(), kind.bytes()));
            }
        }
        return List.copyOf(incompressible);
    }

    /** A part of each file, one behind the other. */
    public Sample mixed() throws IOException {
        int part = Math.max(SHORTEST, LONGEST / samples.size());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(LONGEST);
        for (Sample sample : samples) {
            byte[] file = Files.readAllBytes(sample.file());
            bytes.write(file, 0, Math.min(part, file.length));
        }
        return Sample.of(directory, "mixed", bytes.toByteArray());
    }

    private void add(Path path) throws IOException {
        String name = path.getFileName().toString();
        if (name.endsWith(".md")) {
            return;
        }
        boolean packed = name.endsWith(".gz");
        try (InputStream file = Files.newInputStream(path);
                InputStream in = packed ? new GZIPInputStream(file) : file) {
            add(packed ? name.substring(0, name.length() - ".gz".length()) : name, in.readNBytes(LONGEST));
        }
    }

    private void add(String name, byte[] bytes) throws IOException {
        if (bytes.length >= SHORTEST) {
            long same = samples.stream()
                    .filter(sample ->
                            sample.name().equals(name) || sample.name().startsWith(name + "-"))
                    .count();
            samples.add(Sample.of(directory, same == 0 ? name : name + "-" + (same + 1), bytes));
        }
    }

    @Override
    public void close() throws IOException {
        try (Stream<Path> paths = Files.walk(directory)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
