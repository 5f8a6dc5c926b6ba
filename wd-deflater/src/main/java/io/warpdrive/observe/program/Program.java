// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.observe.program;

import io.warpdrive.observe.trial.Capture;
import io.warpdrive.observe.trial.ProcessTime;
import io.warpdrive.observe.trial.Sampler;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/** All streams of the process. Safe for use by many threads. */
public final class Program {
    /** What comes later than so many kinds is one more kind for each direction. */
    private static final int MOST_KINDS = 400;

    private final CallSites sites = new CallSites();
    private final ConcurrentHashMap<Kind, Group> groups = new ConcurrentHashMap<>();
    private final Sampler sampler = new Sampler();

    /** The JDK's deflater, with an account. */
    public Deflater deflater(int level, boolean nowrap) {
        Site site = sites.caller();
        long began = System.nanoTime();
        ObservedDeflater made = new ObservedDeflater(this, site, level, nowrap);
        made.made(System.nanoTime() - began);
        return made;
    }

    /** The JDK's inflater, with an account. */
    public Inflater inflater(boolean nowrap) {
        Site site = sites.caller();
        long began = System.nanoTime();
        ObservedInflater made = new ObservedInflater(this, site, nowrap);
        made.made(System.nanoTime() - began);
        return made;
    }

    Group group(Kind kind) {
        Group group = groups.get(kind);
        if (group != null) {
            return group;
        }
        if (groups.size() >= MOST_KINDS && !kind.site().equals(CallSite.UNKNOWN)) {
            return group(new Kind(CallSite.UNKNOWN, kind.operation(), kind.level(), kind.size(), kind.flushed()));
        }
        Group made = new Group(kind);
        Group before = groups.putIfAbsent(kind, made);
        if (before != null) {
            return before;
        }
        sampler.add(made.trial());
        return made;
    }

    /** A piece of a stream of this kind. */
    void offer(Group group, Capture capture, int strategy, boolean nowrap) {
        if (capture.isWorthIt()) {
            Kind kind = group.kind();
            group.trial().offer(capture.piece(kind.operation(), kind.level(), strategy, nowrap));
            sampler.wake();
        }
    }

    /** Measures as much as may still be measured, and tells what there has been. */
    public Findings finish() {
        sampler.close();
        List<Findings.Row> rows = new ArrayList<>();
        for (Group each : groups.values()) {
            // a kind that a stream was of for a moment only has nothing to tell
            if (each.in() + each.out() > 0) {
                rows.add(new Findings.Row(
                        each.kind(),
                        each.streams(),
                        each.in(),
                        each.out(),
                        each.nanos(),
                        each.trial().estimate()));
            }
        }
        return Findings.of(ProcessTime.nanos(), sampler.spentNanos(), Shares.of(rows));
    }
}
