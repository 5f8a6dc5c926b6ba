// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.benchmarks.peers;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.openjdk.jmh.results.RunResult;

/** What JMH measured, as ratios against the JDK over the files. */
public final class PeerResults {
    private final Map<Peer.Work, Map<Peer, Map<String, RunResult>>> results = new EnumMap<>(Peer.Work.class);
    private final List<String> failures = new ArrayList<>();

    /**
     * One engine at one work.
     *
     * @param peer the engine's name
     * @param megabytes millions of bytes of plain data in a second, all threads, geometric mean over files
     * @param speed against the JDK, geometric mean over files
     * @param size compressed bytes against the JDK's, all files together
     * @param allocated bytes of heap for each 64 KB of plain data, mean over files
     */
    public record Row(String peer, double megabytes, double speed, double size, double allocated) {}

    void add(Peer.Work work, Peer peer, String file, RunResult result) {
        results.computeIfAbsent(work, key -> new EnumMap<>(Peer.class))
                .computeIfAbsent(peer, key -> new LinkedHashMap<>())
                .put(file, result);
    }

    void fail(Peer.Work work, Peer peer, String why) {
        failures.add(peer.title() + ", " + work.title() + ": " + why);
    }

    /** What did not run, a line each. */
    public List<String> failures() {
        return List.copyOf(failures);
    }

    /** The JVMs that took part. */
    public List<String> jvms() {
        return all().stream()
                .map(result -> result.getParams().getVmName() + " "
                        + result.getParams().getVmVersion())
                .distinct()
                .toList();
    }

    List<RunResult> all() {
        return results.values().stream()
                .flatMap(peers -> peers.values().stream())
                .flatMap(files -> files.values().stream())
                .toList();
    }

    /** Rows by title of the work; sizes of works that compress only, NaN for the others. */
    public Map<String, List<Row>> rows() {
        Map<String, List<Row>> rows = new LinkedHashMap<>();
        results.forEach((work, peers) -> {
            List<Row> list = new ArrayList<>();
            peers.forEach(
                    (peer, files) -> row(work, peer, files, peers.get(Peer.JDK)).ifPresent(list::add));
            rows.put(work.title(), list);
        });
        return rows;
    }

    private static Optional<Row> row(
            Peer.Work work, Peer peer, Map<String, RunResult> own, Map<String, RunResult> jdk) {
        // a mean over other files would be another mean
        if (jdk == null || !own.keySet().equals(jdk.keySet())) {
            return Optional.empty();
        }
        double speed = 0;
        double rate = 0;
        double allocated = 0;
        for (Map.Entry<String, RunResult> entry : own.entrySet()) {
            RunResult result = entry.getValue();
            speed += Math.log(nanos(jdk.get(entry.getKey())) / nanos(result));
            rate += Math.log(1e3 * work.threads() * plain(work, result) / nanos(result));
            allocated += secondary(result, "gc.alloc.rate.norm") * (1 << 16) / plain(work, result);
        }
        int files = own.size();
        double size = work.isCompressing() ? compressed(own) / compressed(jdk) : Double.NaN;
        return Optional.of(
                new Row(peer.title(), Math.exp(rate / files), Math.exp(speed / files), size, allocated / files));
    }

    private static double nanos(RunResult result) {
        return result.getPrimaryResult().getScore();
    }

    /** Every thread counts its own bytes, and JMH adds them up. */
    private static double plain(Peer.Work work, RunResult result) {
        return secondary(result, "plainBytes") / work.threads();
    }

    private static double compressed(Map<String, RunResult> results) {
        return results.values().stream()
                .mapToDouble(result -> secondary(result, "compressedBytes"))
                .sum();
    }

    /** Profilers' results have a prefix in their names. */
    private static double secondary(RunResult result, String name) {
        for (String key : result.getSecondaryResults().keySet()) {
            if (key.endsWith(name)) {
                return result.getSecondaryResults().get(key).getScore();
            }
        }
        return Double.NaN;
    }
}
