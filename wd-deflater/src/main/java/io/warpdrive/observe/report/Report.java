// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.observe.report;

import io.warpdrive.observe.program.Findings;
import java.time.Instant;

/**
 * All that a report tells.
 *
 * @param findings what was observed
 * @param option the JVM option that switches the agent on
 * @param java version of the JVM
 * @param processors that it may use
 * @param when it ended
 */
record Report(Findings findings, String option, String java, int processors, Instant when) {
    /** Less than this is not worth a change of a command line. */
    private static final double LITTLE = 0.01;

    /** The JVM's options, as they are written on a shell's line, and dots for what stood there before. */
    String line() {
        // from 24 on the JVM warns without it
        boolean warns = Runtime.version().feature() >= 24;
        return "java " + quoted("-javaagent:" + option) + (warns ? " --enable-native-access=ALL-UNNAMED" : "") + " ...";
    }

    private static String quoted(String word) {
        return word.matches("[\\w./:=,@%+-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }

    boolean isWorthIt() {
        return findings.savedNanos().middle() > LITTLE * whole();
    }

    /** The process's processor time, or what is known of it. */
    long whole() {
        return Math.max(1, findings.processNanos() > 0 ? findings.processNanos() : findings.zlibNanos());
    }

    /** The sentence above all else. */
    String headline() {
        Findings.Range saved = findings.savedNanos();
        if (findings.lines().isEmpty()) {
            return "Nothing to gain: the program made no Deflater and no Inflater that the agent serves.";
        }
        if (!isWorthIt()) {
            return "Little to gain: zlib took " + Amounts.time(findings.zlibNanos()) + " of " + Amounts.time(whole())
                    + ", and the engines would have saved "
                    + Amounts.range(Math.max(0, saved.low()), Math.max(0, saved.high())) + ".";
        }
        return "The engines would have saved about " + Amounts.time(saved.middle()) + " of " + Amounts.time(whole())
                + " processor time: " + Amounts.share(saved.middle(), whole()) + ".";
    }

    /** How sure that is. */
    String certainty() {
        Findings.Range saved = findings.savedNanos();
        if (findings.lines().isEmpty()) {
            return "ZipFile and JarFile, the JDK's tools and the ZIP file system are left alone, and are not counted.";
        }
        String range = saved.high() < 0
                ? "Switched on it would have taken " + Amounts.range(-saved.high(), -saved.low()) + " more. "
                : "Likely range: " + Amounts.range(saved.low(), saved.high()) + ". ";
        return range
                + (findings.isMeasured()
                        ? "Measured with pieces of the program's own data."
                        : "The program was too short for measurements of its own data: this is what was seen on another"
                                + " machine.");
    }
}
