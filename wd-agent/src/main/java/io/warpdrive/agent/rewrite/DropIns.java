// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.agent.rewrite;

import io.warpdrive.queue.WdConfiguration;
import io.warpdrive.zip.HwDeflater;
import io.warpdrive.zip.HwInflater;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/** The one class of the agent that names the drop-ins: they are loaded when it is, and {@link LazyDropIns} says when. */
final class DropIns {
    private DropIns() {}

    /**
     * Hands over the configuration and tries whether the drop-ins are all there.
     *
     * @throws LinkageError if they are not
     */
    static void load(Map<String, String> settings) {
        WdConfiguration.override(settings);
        WdConfiguration.current(); // warns of unknown keys
        deflater(Deflater.DEFAULT_COMPRESSION, false).end();
        inflater(false).end();
    }

    static Deflater deflater(int level, boolean nowrap) {
        return new HwDeflater(level, nowrap);
    }

    static Inflater inflater(boolean nowrap) {
        return new HwInflater(nowrap);
    }
}
