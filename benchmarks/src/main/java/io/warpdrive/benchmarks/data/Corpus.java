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
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * The files to measure on: those given, unpacked where they are packed, or some made up where none are given. A file counts
 * from 64 KB on.
 */
public final class Corpus implements AutoCloseable {
    /** Of files shorter than this the policies promise no size, and hardly anything is in them to measure. */
    private static final int SHORTEST = 1 << 16;

    private static final int MIXED = 8 << 20;

    private final Path directory;
    private final int longest;
    private final List<Sample> samples = new ArrayList<>();
    /** Made when first asked for. */
    private final List<Sample> incompressible = new ArrayList<>();

    private Corpus(int longest) throws IOException {
        this.longest = longest;
        directory = Files.createTempDirectory("warpdrive-benchmarks");
    }

    /**
     * Reads the files, or makes some up.
     *
     * @param names files and directories; empty: generated data
     * @param most files that are taken; of more, some of each length
     * @param longest bytes that are taken of a file
     */
    public static Corpus of(List<Path> names, int most, int longest) throws IOException {
        Corpus corpus = new Corpus(longest);
        for (Path name : names) {
            try (Stream<Path> paths = Files.walk(name)) {
                for (Path path : paths.filter(Files::isRegularFile).sorted().toList()) {
                    corpus.add(path);
                }
            }
        }
        if (names.isEmpty()) {
            for (Generated kind : Generated.values()) {
                corpus.add(kind.fileName(), kind.bytes(longest));
            }
        }
        if (corpus.samples.isEmpty()) {
            throw new IOException("no file of 64 KB or more in " + names);
        }
        corpus.thin(most);
        return corpus;
    }

    private void thin(int most) {
        List<Sample> byLength = new ArrayList<>(samples);
        byLength.sort(Comparator.comparingInt(Sample::length).reversed());
        if (byLength.size() > most) {
            for (int i = 0; i < most; i++) {
                byLength.set(i, byLength.get(i * byLength.size() / most));
            }
            samples.retainAll(byLength.subList(0, most));
        }
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

    /** The text that compresses least, which is prose rather than tables or markup. */
    public Optional<Sample> text() throws IOException {
        Optional<Sample> prose = Optional.empty();
        double most = 0;
        for (Sample sample : samples) {
            double share = (double) Files.size(sample.packed(true)) / sample.length();
            if (share > most && isText(sample)) {
                most = share;
                prose = Optional.of(sample);
            }
        }
        return prose;
    }

    /** As grep and git tell it: none of its first bytes is 0. */
    private static boolean isText(Sample sample) throws IOException {
        try (InputStream in = Files.newInputStream(sample.file())) {
            for (byte each : in.readNBytes(SHORTEST)) {
                if (each == 0) {
                    return false;
                }
            }
        }
        return true;
    }

    /** A part of each file, one behind the other. */
    public Sample mixed() throws IOException {
        int part = Math.max(SHORTEST, MIXED / samples.size());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(MIXED);
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
            add(packed ? name.substring(0, name.length() - ".gz".length()) : name, in.readNBytes(longest));
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
