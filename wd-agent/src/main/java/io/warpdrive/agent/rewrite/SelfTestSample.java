// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.agent.rewrite;

import java.util.function.Supplier;
import java.util.zip.Deflater;

/** What {@link SelfTest} rewrites: code as the JDK's own streams have it. */
public final class SelfTestSample implements Supplier<Deflater> {
    @Override
    public Deflater get() {
        return new Deflater(Deflater.BEST_COMPRESSION, true);
    }
}
