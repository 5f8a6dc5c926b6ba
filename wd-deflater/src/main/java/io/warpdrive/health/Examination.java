// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.health;

import io.warpdrive.health.WdHealth.Finding;
import io.warpdrive.queue.WdDevices;
import io.warpdrive.settings.WdConfiguration;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Looks at one thing after the other.
 *
 * @param system where the kernel's files are
 */
record Examination(WdConfiguration configuration, SystemFiles system) {

    WdHealth run() {
        NativeAccess access = NativeAccess.beforeLoading();
        WdDevices devices = WdDevices.discover(configuration);
        Finding directory = TemporaryDirectory.look(Path.of(System.getProperty("java.io.tmpdir")), system);
        Engines engines = Engines.test(devices, directory.state() != WdHealth.State.BROKEN);
        List<Finding> findings = new ArrayList<>();
        findings.add(JavaRuntime.look());
        findings.add(ZlibInUse.look(system));
        findings.add(access.look(engines));
        findings.add(CLibrary.look(system));
        findings.add(directory);
        findings.addAll(engines.findings(system));
        findings.add(new Hardware(new SystemFiles(configuration.root())).look(devices));
        findings.add(ProcessorLimit.look(system, Runtime.getRuntime().availableProcessors()));
        Configured configured = Configured.look(configuration, devices, engines);
        findings.add(configured.finding());
        return new WdHealth(configured.accelerates(), findings);
    }
}
