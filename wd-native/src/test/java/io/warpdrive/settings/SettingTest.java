// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What each key takes. */
final class SettingTest {

    /**
     * Each key with everything that its parser tells apart.
     *
     * @param good what a user writes
     * @param value what it means
     * @param bad what is left out, those out of range included
     */
    private record Case(Setting setting, List<String> good, List<?> value, List<String> bad) {}

    static List<Arguments> cases() {
        List<String> flags = List.of("true", " TRUE ", "false");
        List<Boolean> meant = List.of(true, true, false);
        List<String> noFlags = List.of("yes", "1", "maybe", "tru");
        List<String> noNumbers = List.of("many", "1k", "0x10", "1.5", "99999999999", "-1");
        return List.of(
                        new Case(Setting.DEVICE, List.of("zlib", " soft "), List.of("zlib", "soft"), List.of()),
                        new Case(
                                Setting.POLICY,
                                List.of("speed", "RATIO", "Balanced"),
                                List.of(WdPolicy.SPEED, WdPolicy.RATIO, WdPolicy.BALANCED),
                                List.of("fastest", "1")),
                        new Case(
                                Setting.START,
                                List.of("eager", " Earned"),
                                List.of(WdStart.EAGER, WdStart.EARNED),
                                List.of("lazy", "true")),
                        new Case(Setting.MIN, List.of("0", "2147483647"), List.of(0, Integer.MAX_VALUE), noNumbers),
                        new Case(Setting.THREADS, List.of("1", "256"), List.of(1, 256), with(noNumbers, "0", "257")),
                        new Case(Setting.INFLIGHT, List.of("1", "256"), List.of(1, 256), with(noNumbers, "0", "257")),
                        new Case(Setting.STATS, flags, meant, noFlags),
                        new Case(
                                Setting.OBSERVE, List.of("-", " a page.html "), List.of("-", "a page.html"), List.of()),
                        new Case(Setting.JMX, flags, meant, noFlags),
                        new Case(Setting.VERIFY, flags, meant, noFlags),
                        new Case(Setting.REPRODUCIBLE, flags, meant, noFlags),
                        new Case(Setting.NOIOMMU, flags, meant, noFlags),
                        new Case(Setting.ROOT, List.of("/tmp/x"), List.of(Path.of("/tmp/x")), List.of("a\0b")),
                        new Case(Setting.LIBRARIES, List.of("/opt"), List.of(Path.of("/opt")), List.of("\0")),
                        new Case(
                                Setting.LOG,
                                List.of("off", "INFO", "debug"),
                                List.of(WdConfiguration.Log.OFF, WdConfiguration.Log.INFO, WdConfiguration.Log.DEBUG),
                                List.of("warn", "0")),
                        new Case(Setting.QUEUES, List.of("1", "64"), List.of(1, 64), with(noNumbers, "0", "65")),
                        new Case(
                                Setting.BLOCK,
                                List.of("32768", "8388608"),
                                List.of(32768, 8388608),
                                with(noNumbers, "32767", "8388609")),
                        new Case(Setting.INCLUDE, List.of("a.b:c"), List.of("a.b:c"), List.of()),
                        new Case(Setting.EXCLUDE, List.of("a.b:c"), List.of("a.b:c"), List.of()))
                .stream()
                .map(Arguments::of)
                .toList();
    }

    private static List<String> with(List<String> some, String... more) {
        List<String> all = new ArrayList<>(some);
        all.addAll(List.of(more));
        return all;
    }

    /** Without it a value means something else than what was written. */
    @ParameterizedTest
    @MethodSource("cases")
    void aGoodValueIsTaken(Case of) {
        List<String> warnings = new ArrayList<>();
        List<Object> values = new ArrayList<>();
        for (String written : of.good()) {
            values.add(of.setting().value(written, warnings).orElseThrow());
        }
        assertThat(values).isEqualTo(of.value());
        assertThat(warnings).isEmpty();
    }

    /** Without it a typing error stops a server, passes in silence, or is half believed. */
    @ParameterizedTest
    @MethodSource("cases")
    void aBadValueIsTheDefaultWithOneWarningThatTellsTheRange(Case of) {
        Setting setting = of.setting();
        Optional<?> usual = setting.value(null, new ArrayList<>());
        for (String written : of.bad()) {
            List<String> warnings = new ArrayList<>();
            assertThat(setting.value(written, warnings)).isEqualTo(usual);
            assertThat(warnings)
                    .singleElement()
                    .asString()
                    .contains(setting.key(), "'" + written + "'", Setting.plain(setting.accepts()));
        }
    }

    /** Without it a start script's empty variable is a warning, or -Dwarpdrive.stats without a value means nothing. */
    @ParameterizedTest
    @EnumSource
    void anEmptyValueIsTheDefaultAndForAFlagTrue(Setting setting) {
        List<String> warnings = new ArrayList<>();
        boolean flag = setting.accepts().equals("`true`, `false`");
        Optional<?> expected = flag ? Optional.of(true) : setting.value(null, warnings);
        assertThat(List.of(setting.value("", warnings), setting.value(" \t", warnings)))
                .isEqualTo(List.of(expected, expected));
        assertThat(warnings).isEmpty();
    }

    /** Without it a key is added and nobody has said what it does with odd values. */
    @Test
    void everyKeyHasItsCase() {
        assertThat(cases().stream().map(each -> ((Case) each.get()[0]).setting()))
                .containsExactlyInAnyOrder(Setting.values());
    }

    /** Without it whoever mistypes a key has to look for the right one elsewhere. */
    @Test
    void anUnknownKeyIsToldWhatThereIs() {
        assertThat(Setting.unknown("polcy")).contains("polcy", "policy", "start", "exclude");
    }
}
