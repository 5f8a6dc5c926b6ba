// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.agent.rewrite;

import io.warpdrive.observe.report.Observer;
import io.warpdrive.settings.WdConfiguration;
import io.warpdrive.support.WdHost;
import io.warpdrive.support.WdLog;
import io.warpdrive.zip.HwDeflater;
import io.warpdrive.zip.HwInflater;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * The one class of the agent that names the drop-ins; {@link LazyDropIns} says when they are asked for. To the verifier they are
 * objects of any class, so that it loads neither before.
 */
final class DropIns {
    private static boolean configured;
    /** Written before the drop-ins are handed out. */
    private static boolean observes;

    private DropIns() {}

    /** Hands over the configuration, the first time. */
    static synchronized void configure(Map<String, String> settings) {
        if (!configured) {
            configured = true;
            WdConfiguration.override(settings);
            observes = WdConfiguration.current().observe().isPresent(); // warns of unknown keys
        }
    }

    /** Hands over what is known of the application, and the configuration the first time. */
    static void prepare(Map<String, String> settings, HostLogging logging, SafeMoment moment, ZipPackage zip) {
        WdHost.tell(logging, moment, zip);
        configure(settings);
    }

    /** {@code null} if it has to be the JDK's own: a logger that compresses what we say must not make us say more. */
    static Deflater deflater(int level, boolean nowrap) {
        if (WdLog.isLogging()) {
            return null;
        }
        return observes ? Observer.deflater(level, nowrap) : (Deflater) (Object) HwDeflater.of(level, nowrap);
    }

    /** As {@link #deflater}. */
    static Inflater inflater(boolean nowrap) {
        if (WdLog.isLogging()) {
            return null;
        }
        return observes ? Observer.inflater(nowrap) : (Inflater) (Object) HwInflater.of(nowrap);
    }
}
