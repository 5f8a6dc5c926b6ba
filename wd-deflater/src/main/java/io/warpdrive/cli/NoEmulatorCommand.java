// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code emulate} where there is no emulator: what goes into every process is not to read other processes' memory. */
@Command(
        name = "emulate",
        description = "Only in a checkout, as ./wd emulate: this jar has no emulator.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class NoEmulatorCommand implements Callable<Integer> {
    @Override
    public Integer call() throws Failure {
        throw new Failure("emulate", "this jar has no emulator; run ./wd emulate in a checkout");
    }
}
