// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.agent.rewrite;

import java.util.function.Supplier;
import java.util.zip.Deflater;

/** What {@link SelfTest} rewrites: code as applications have it, with a branch in the arguments. */
public final class SelfTestSample implements Supplier<Deflater> {
    @Override
    public Deflater get() {
        return new Deflater(hashCode() == 0 ? Deflater.BEST_SPEED : Deflater.BEST_COMPRESSION, true);
    }
}
