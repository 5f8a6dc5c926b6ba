// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** The files to measure on: those given, unpacked where they are packed, or some made up where none are given. */
final class Corpus implements AutoCloseable {
    private static final int GENERATED = 8 << 20;

    private final Path directory;
    private final List<Path> files = new ArrayList<>();

    private Corpus() throws IOException {
        directory = Files.createTempDirectory("warpdrive-corpus");
    }

    /** @param names files and directories; empty: generated data */
    static Corpus of(List<String> names) throws IOException {
        Corpus corpus = new Corpus();
        for (String name : names) {
            try (Stream<Path> paths = Files.walk(Path.of(name))) {
                for (Path path : paths.filter(Files::isRegularFile).sorted().toList()) {
                    corpus.add(path);
                }
            }
        }
        if (corpus.files.isEmpty()) {
            corpus.generate();
        }
        return corpus;
    }

    List<Path> files() {
        return files;
    }

    private void add(Path path) throws IOException {
        String name = path.getFileName().toString();
        if (!name.endsWith(".gz")) {
            if (!name.endsWith(".md")) {
                files.add(path.toAbsolutePath());
            }
            return;
        }
        Path unpacked = directory.resolve(name.substring(0, name.length() - ".gz".length()));
        try (InputStream in = new GZIPInputStream(Files.newInputStream(path))) {
            Files.copy(in, unpacked);
        }
        files.add(unpacked);
    }

    private void generate() throws IOException {
        Random random = new Random(1);
        Path logs = directory.resolve("generated-logs");
        try (OutputStream out = Files.newOutputStream(logs)) {
            StringBuilder text = new StringBuilder();
            for (int line = 0; text.length() < GENERATED; line++) {
                text.append("{\"time\":\"2026-01-01T00:00:")
                        .append(line % 60)
                        .append("Z\",\"level\":\"")
                        .append(random.nextInt(10) == 0 ? "WARN" : "INFO")
                        .append("\",\"user\":")
                        .append(random.nextInt(100_000))
                        .append(",\"message\":\"request ")
                        .append(Long.toHexString(random.nextLong()))
                        .append(" took ")
                        .append((int) (random.nextGaussian() * 30 + 100))
                        .append(" ms\"}\n");
            }
            out.write(text.toString().getBytes(StandardCharsets.UTF_8));
        }
        files.add(logs);
        Path modules = Path.of(System.getProperty("java.home"), "lib", "modules");
        if (Files.isRegularFile(modules)) {
            Path classes = directory.resolve("jdk-classes");
            try (InputStream in = Files.newInputStream(modules)) {
                in.skipNBytes(GENERATED);
                Files.write(classes, in.readNBytes(GENERATED));
            }
            files.add(classes);
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
