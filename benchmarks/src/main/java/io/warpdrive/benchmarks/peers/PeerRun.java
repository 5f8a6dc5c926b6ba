// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.benchmarks.peers;

import io.warpdrive.benchmarks.data.Sample;
import io.warpdrive.benchmarks.measure.Effort;
import io.warpdrive.benchmarks.measure.HelperThreads;
import io.warpdrive.benchmarks.measure.Laboratory;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Has JMH measure the peers: for each file and work all engines one after another, each in a JVM of its own. */
public final class PeerRun {
    private static final int MOST_FILES = 3;

    /** Enough to see that every engine runs. */
    private static final List<Peer.Work> QUICK =
            List.of(Peer.Work.DEFLATE_6, Peer.Work.INFLATE, Peer.Work.MESSAGES_DEFLATED, Peer.Work.STREAM_WRITTEN);

    private final Laboratory laboratory;
    private final Optional<Path> java25;

    /** @param java25 a JDK 25's directory; without it whoever needs one is left out */
    public PeerRun(Laboratory laboratory, Optional<Path> java25) {
        this.laboratory = laboratory;
        this.java25 = java25;
    }

    /**
     * Measures.
     *
     * @param json where JMH's own results go
     */
    public PeerResults run(Path json) throws IOException {
        PeerResults results = new PeerResults();
        int most = laboratory.effort() == Effort.QUICK ? 1 : MOST_FILES;
        List<Sample> files = laboratory.corpus().samples().stream()
                .sorted(Comparator.comparingInt(Sample::length).reversed())
                .limit(most)
                .toList();
        for (Sample file : files) {
            for (Peer.Work work : laboratory.effort() == Effort.QUICK ? QUICK : List.of(Peer.Work.values())) {
                for (Peer peer : Peer.doing(work)) {
                    run(work, peer, file, results);
                }
            }
            System.out.println("peers measured on " + file.name());
        }
        try (PrintStream out = new PrintStream(Files.newOutputStream(json), false, StandardCharsets.UTF_8)) {
            ResultFormatFactory.getInstance(ResultFormatType.JSON, out).writeOut(results.all());
        }
        return results;
    }

    private void run(Peer.Work work, Peer peer, Sample file, PeerResults results) {
        if (peer.jvm().isNewer() && java25.isEmpty()) {
            results.fail(work, peer, "no JDK 25 was found");
            return;
        }
        if (peer.jvm() == Peer.Jvm.TWO_THREADS && !HelperThreads.isAvailable()) {
            results.fail(work, peer, "this version has no key `threads`");
            return;
        }
        try {
            Collection<RunResult> result = new Runner(options(work, peer, file).build()).run();
            results.add(work, peer, file.name(), result.iterator().next());
        } catch (RunnerException e) {
            results.fail(
                    work,
                    peer,
                    String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
        }
    }

    private ChainedOptionsBuilder options(Peer.Work work, Peer peer, Sample file) {
        boolean quick = laboratory.effort() == Effort.QUICK;
        Class<?> benchmark = peer.benchmark(work).orElseThrow();
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include("^" + benchmark.getName().replace(".", "\\.") + "\\." + work.method() + "$")
                .param("file", file.file().toString())
                .threads(work.threads())
                .forks(1)
                .warmupIterations(1)
                .warmupTime(TimeValue.milliseconds(quick ? 100 : 500))
                .measurementIterations(quick ? 1 : 3)
                .measurementTime(TimeValue.milliseconds(quick ? 100 : 400))
                .addProfiler(GCProfiler.class)
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT)
                .jvmArgs(arguments(peer).toArray(String[]::new));
        if (!work.isStream()) {
            options.param("level", Integer.toString(work.level())).param("message", Integer.toString(work.message()));
        }
        if (peer.jvm().isNewer()) {
            options.jvm(java25.orElseThrow().resolve("bin/java").toString());
        }
        return options;
    }

    private List<String> arguments(Peer peer) {
        List<String> arguments = new ArrayList<>();
        arguments.add("--enable-native-access=ALL-UNNAMED");
        // GKL tells of every load
        arguments.add("-Dorg.apache.commons.logging.Log=org.apache.commons.logging.impl.NoOpLog");
        if (peer.jvm().isNewer()) {
            // JMH's own
            arguments.add("--sun-misc-unsafe-memory-access=allow");
        }
        if (peer.jvm().hasAgent()) {
            arguments.add("-javaagent:" + laboratory.agent() + "=policy=balanced");
        }
        if (peer.jvm() == Peer.Jvm.TWO_THREADS) {
            arguments.add("-Dwarpdrive.threads=2");
        }
        return arguments;
    }
}
