// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.cli;

import io.warpdrive.queue.WdDevice;
import io.warpdrive.queue.WdDevices;
import io.warpdrive.settings.WdConfiguration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The library's configuration as options, taken before a command's name and behind it. */
final class ConfigurationOptions {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--device",
            scope = ScopeType.INHERIT,
            paramLabel = "NAME",
            description = "Use this device: a name that the command devices shows, zlib for none, auto for the best.")
    private String device;

    @Option(
            names = "--set",
            scope = ScopeType.INHERIT,
            paramLabel = "KEY=VALUE",
            description = "Set a key of the configuration, such as policy=speed; may be repeated.")
    private final Map<String, String> settings = new LinkedHashMap<>();

    /** Puts the options into force. Has to come before the first deflater. */
    void apply() {
        WdConfiguration.override(settings());
        String chosen = WdConfiguration.current().device();
        if (!Set.of(WdConfiguration.AUTO, WdConfiguration.ZLIB).contains(chosen)) {
            check(chosen);
        }
    }

    /** What the options say, as configuration keys. */
    Map<String, String> settings() {
        Map<String, String> all = new HashMap<>();
        // whoever types the command has work for what is loaded
        all.put("start", "eager");
        all.putAll(settings);
        if (device != null) {
            all.put("device", device);
        }
        return all;
    }

    private void check(String chosen) {
        List<String> names = new ArrayList<>(List.of(WdConfiguration.AUTO, WdConfiguration.ZLIB));
        for (WdDevice known : WdDevices.discover(WdConfiguration.current()).list()) {
            if (known.name().equals(chosen)) {
                known.unusable().ifPresent(reason -> command.commandLine()
                        .getErr()
                        .println("wd: " + chosen + ": " + reason + "; zlib does the work"));
                return;
            }
            names.add(known.name());
        }
        throw new ParameterException(
                command.commandLine(), "unknown device " + chosen + ", there is " + String.join(", ", names));
    }
}
