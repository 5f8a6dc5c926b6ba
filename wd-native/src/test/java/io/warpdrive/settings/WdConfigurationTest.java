// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

/** What users set, and what they mistype. */
final class WdConfigurationTest {

    private static WdConfiguration of(String... keysAndValues) {
        Properties properties = new Properties();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            properties.setProperty("warpdrive." + keysAndValues[i], keysAndValues[i + 1]);
        }
        return WdConfiguration.read(properties, Map.of());
    }

    /** Without it a program that sets nothing gets something it did not ask for. */
    @Test
    void nothingSetMeansTheDefaults() {
        WdConfiguration configuration = of();
        assertThat(configuration.device()).isEqualTo("auto");
        assertThat(configuration.policy()).isEqualTo(WdPolicy.BALANCED);
        assertThat(configuration.start()).isEqualTo(WdStart.EARNED);
        assertThat(configuration.min()).isEmpty();
        assertThat(configuration.block()).isEmpty();
        assertThat(configuration.threads()).isEqualTo(1);
        assertThat(configuration.inflight()).isEmpty();
        assertThat(configuration.stats()).isFalse();
        assertThat(configuration.verify()).isFalse();
        assertThat(configuration.reproducible()).isFalse();
        assertThat(configuration.root()).isEqualTo(Path.of("/"));
        assertThat(configuration.log()).isEqualTo(WdConfiguration.Log.INFO);
        assertThat(configuration.libraries()).isEmpty();
        assertThat(configuration.queues()).isEqualTo(1);
        assertThat(configuration.noiommu()).isFalse();
        assertThat(configuration.warnings()).isEmpty();
    }

    /** Without it settings are read and have no effect. */
    @Test
    void everyKeyIsRead() {
        WdConfiguration configuration = of(
                "device",
                " soft ",
                "policy",
                "SPEED",
                "start",
                "eager",
                "min",
                "0",
                "block",
                "8388608",
                "threads",
                "2",
                "inflight",
                "8",
                "stats",
                "true",
                "verify",
                "TRUE",
                "reproducible",
                "true",
                "root",
                "/tmp/root",
                "log",
                "debug",
                "libraries",
                "/opt/lib",
                "queues",
                "4",
                "noiommu",
                "true");
        assertThat(configuration.device()).isEqualTo("soft");
        assertThat(configuration.policy()).isEqualTo(WdPolicy.SPEED);
        assertThat(configuration.start()).isEqualTo(WdStart.EAGER);
        assertThat(configuration.min()).hasValue(0);
        assertThat(configuration.block()).hasValue(8 << 20);
        assertThat(configuration.threads()).isEqualTo(2);
        assertThat(configuration.inflight()).hasValue(8);
        assertThat(configuration.stats()).isTrue();
        assertThat(configuration.verify()).isTrue();
        assertThat(configuration.reproducible()).isTrue();
        assertThat(configuration.root()).isEqualTo(Path.of("/tmp/root"));
        assertThat(configuration.log()).isEqualTo(WdConfiguration.Log.DEBUG);
        assertThat(configuration.libraries()).contains(Path.of("/opt/lib"));
        assertThat(configuration.queues()).isEqualTo(4);
        assertThat(configuration.noiommu()).isTrue();
        assertThat(configuration.warnings()).isEmpty();
    }

    /** Without it a misspelt key is believed to be in force; each is named once, and the agent's own keys are known. */
    @Test
    void unknownKeysWarnOnce() {
        WdConfiguration configuration = of("polcy", "speed", "Device", "soft", "include", "a.b", "exclude", "c.d");
        assertThat(configuration.warnings()).hasSize(2);
        assertThat(configuration.warnings())
                .filteredOn(warning -> warning.contains("polcy"))
                .hasSize(1);
        assertThat(configuration.policy()).isEqualTo(WdPolicy.BALANCED);
        assertThat(configuration.device()).isEqualTo("auto");
    }

    /** Without it the agent's arguments lose against a property that somebody put into a start script long ago. */
    @Test
    void settingsWinOverProperties() {
        Properties properties = new Properties();
        properties.setProperty("warpdrive.device", "soft");
        properties.setProperty("warpdrive.min", "100");
        properties.setProperty("other.device", "none");
        WdConfiguration configuration = WdConfiguration.read(properties, Map.of("device", "zlib"));
        assertThat(configuration.device()).isEqualTo("zlib");
        assertThat(configuration.min()).hasValue(100);
        assertThat(configuration.warnings()).isEmpty();
    }

    /** Without it whoever holds a configuration can change it for everybody. */
    @Test
    void warningsCannotBeChanged() {
        List<String> warnings = of("nonsense", "1").warnings();
        assertThat(warnings).isUnmodifiable().hasSize(1);
    }
}
