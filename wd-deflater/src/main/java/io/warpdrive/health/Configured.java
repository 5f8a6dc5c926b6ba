// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.health;

import io.warpdrive.health.WdHealth.Finding;
import io.warpdrive.health.WdHealth.State;
import io.warpdrive.queue.WdDevice;
import io.warpdrive.queue.WdDevices;
import io.warpdrive.queue.ZipOperation;
import io.warpdrive.settings.WdConfiguration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What comes of all that was found, under the configuration.
 *
 * @param accelerates whether streams of either direction would be served by other than zlib
 */
record Configured(boolean accelerates, Finding finding) {
    private static final String SUBJECT = "configuration";

    static Configured look(WdConfiguration configuration, WdDevices devices, Engines engines) {
        Optional<WdDevice> deflate = server(devices, ZipOperation.DEFLATE, engines);
        Optional<WdDevice> inflate = server(devices, ZipOperation.INFLATE, engines);
        boolean accelerates = deflate.isPresent() || inflate.isPresent();
        String fact = "deflate by " + deflate.map(WdDevice::name).orElse(WdConfiguration.ZLIB) + ", inflate by "
                + inflate.map(WdDevice::name).orElse(WdConfiguration.ZLIB);
        List<String> limits = new ArrayList<>();
        if (configuration.isZlibAlone()) {
            limits.add("device=zlib");
        }
        if (configuration.reproducible()) {
            limits.add("reproducible=true");
        }
        return new Configured(
                accelerates, finding(configuration, fact, limits, deflate.isPresent() && inflate.isPresent()));
    }

    private static Finding finding(WdConfiguration configuration, String fact, List<String> limits, boolean both) {
        if (!configuration.warnings().isEmpty()) {
            return new Finding(
                    SUBJECT, State.BROKEN, fact, "Mend this: " + String.join("; ", configuration.warnings()) + ".");
        }
        if (!limits.isEmpty()) {
            return new Finding(
                    SUBJECT,
                    State.COSTS_SPEED,
                    fact,
                    "Zlib is wanted by " + String.join(" and ", limits) + ": take that away if it is not meant.");
        }
        return both
                ? new Finding(SUBJECT, State.OK, fact, "Fine.")
                : new Finding(SUBJECT, State.COSTS_SPEED, fact, "The findings above say what is missing.");
    }

    private static Optional<WdDevice> server(WdDevices devices, ZipOperation operation, Engines engines) {
        return devices.candidates("deflate", operation).stream()
                .filter(engines::hasPassed)
                .findFirst();
    }
}
