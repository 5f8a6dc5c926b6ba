// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.health;

import static java.util.Objects.requireNonNull;

import io.warpdrive.settings.WdConfiguration;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Properties;

/**
 * Whether streams would be accelerated in this JVM, and what stands in the way: what {@code wd doctor} prints. Immutable, so
 * safe for use by many threads.
 *
 * @param accelerates whether a device or an engine has passed its self-test and may serve streams under the configuration
 * @param findings what was looked at, in a fixed order; unmodifiable
 */
public record WdHealth(boolean accelerates, List<Finding> findings) {
    private static final String PROPERTIES = "/META-INF/maven/io.warpdrive/wd-deflater/pom.properties";

    /** What a finding means. */
    public enum State {
        /** As it should be. */
        OK,
        /** It works, but something better could be had. */
        COSTS_SPEED,
        /** It keeps something from working. Streams that it would have served are zlib's, and right. */
        BROKEN
    }

    /**
     * One thing that was looked at.
     *
     * @param subject what it is, in a word or two: {@code zlib}, {@code temporary directory}, a device's name
     * @param state what the fact means
     * @param fact what was found, in one line without a full stop
     * @param advice what to do about it, in one sentence
     */
    public record Finding(String subject, State state, String fact, String advice) {
        /**
         * A finding.
         *
         * @param subject what it is
         * @param state what the fact means
         * @param fact what was found
         * @param advice what to do about it
         */
        public Finding {
            requireNonNull(subject, "subject is null");
            requireNonNull(state, "state is null");
            requireNonNull(fact, "fact is null");
            requireNonNull(advice, "advice is null");
        }
    }

    /**
     * What was found.
     *
     * @param accelerates whether anything does
     * @param findings what was looked at; copied
     */
    public WdHealth {
        findings = List.copyOf(findings);
    }

    /**
     * Looks at everything anew, under the configuration of this process. Loads the engines' native code, compresses and
     * decompresses some data with each, and writes and deletes a file of 1 MB in the directory for temporary files: it
     * takes tenths of a second, and is meant for when a program starts or for when somebody asks. Never throws because of
     * what it finds.
     *
     * @return what was found
     */
    public static WdHealth check() {
        return new Examination(WdConfiguration.current(), SystemFiles.real()).run();
    }

    /**
     * The version of this library.
     *
     * @return as Maven wrote it into the jar; {@code unknown} for classes that lie in a directory
     */
    public static String version() {
        Properties properties = new Properties();
        try (InputStream in = WdHealth.class.getResourceAsStream(PROPERTIES)) {
            if (in != null) {
                properties.load(in);
            }
        } catch (IOException | IllegalArgumentException e) {
            // a damaged jar has no version that could be relied on
            properties.clear();
        }
        return properties.getProperty("version", "unknown");
    }
}
