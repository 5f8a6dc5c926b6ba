// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.tests.structure;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The drawing of the packages, and that the classes keep to it: a package depends on those that it names here and on no
 * other of ours, so that no arrow goes back up.
 */
class PackagesTest {
    private static final String OURS = "io.warpdrive.";
    private static final int MOST_CLASSES = 16;
    /** How a package-info begins the sentence that says why a package has more. */
    private static final String REASON = "More than 16 classes: ";

    private static final Path ROOT = Path.of(System.getProperty("basedir", ".")).resolve("..");

    /** Every package, from the ground up, with those that it may depend on. */
    private static final Map<String, Set<String>> DRAWING = Map.ofEntries(
            Map.entry("support", Set.of()),
            Map.entry("settings", Set.of("support")),
            Map.entry("queue", Set.of("settings", "support")),
            Map.entry("queue.spi", Set.of("settings", "queue")),
            Map.entry("queue.pool", Set.of("queue")),
            Map.entry("uacce", Set.of("support", "queue")),
            Map.entry("hisi.protocol", Set.of("queue")),
            Map.entry("hisi.driver", Set.of("support", "queue", "uacce", "hisi.protocol")),
            Map.entry(
                    "hisi.fleet",
                    Set.of("support", "settings", "queue", "queue.spi", "uacce", "hisi.protocol", "hisi.driver")),
            Map.entry("soft", Set.of("support", "settings", "queue", "queue.spi", "queue.pool")),
            Map.entry("emulator", Set.of("support", "settings", "queue", "uacce", "hisi.protocol", "soft")),
            Map.entry("route", Set.of("support", "settings", "queue", "queue.pool")),
            Map.entry("stream", Set.of("support", "settings", "queue", "queue.pool", "route")),
            Map.entry("observe", Set.of("support", "settings", "queue", "route")),
            Map.entry("health", Set.of("settings", "queue")),
            Map.entry("zip", Set.of("support", "settings", "queue", "route", "stream", "observe")),
            Map.entry("agent", Set.of()),
            Map.entry("agent.jna", Set.of("support")),
            Map.entry("observe.trial", Set.of("support", "queue", "zip")),
            Map.entry("observe.program", Set.of("queue", "observe.trial")),
            Map.entry("observe.report", Set.of("support", "queue", "observe.program", "observe.trial")),
            Map.entry("agent.rewrite", Set.of("support", "settings", "zip", "agent", "observe.report")),
            Map.entry("compress", Set.of("zip")),
            Map.entry("cli", Set.of("settings", "queue", "emulator", "route", "zip", "observe", "health")));

    /** The one class that looks into what lies above it: it finds what providers make, as FileSystems does in the JDK. */
    private static final String FINDER = OURS + "queue.WdDevices";

    private static JavaClasses classes() {
        return new ClassFileImporter()
                .withImportOption(location -> !location.contains("/test-classes/") && !location.contains("-tests.jar"))
                .importPackages("io.warpdrive");
    }

    private static String packageOf(JavaClass type) {
        String name = type.getPackageName();
        return name.startsWith(OURS) ? name.substring(OURS.length()) : "";
    }

    private static boolean isAllowed(JavaClass from, JavaClass to) {
        String above = packageOf(from);
        String below = packageOf(to);
        return below.isEmpty()
                || below.equals(above)
                || DRAWING.getOrDefault(above, Set.of()).contains(below)
                || (from.getName().equals(FINDER) && below.equals("queue.spi"));
    }

    /** Without it packages that need each other grow into one that nobody can take apart. */
    @Test
    void everyPackageDependsOnThoseAboveItInTheDrawingOnly() {
        Set<String> packages = new TreeSet<>();
        List<String> wrong = new ArrayList<>();
        for (JavaClass type : classes()) {
            packages.add(packageOf(type));
            for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                if (!isAllowed(type, dependency.getTargetClass().getBaseComponentType())) {
                    wrong.add(dependency.getDescription());
                }
            }
        }
        assertThat(packages).contains("settings", "hisi.fleet", "zip").isSubsetOf(DRAWING.keySet());
        assertThat(wrong).isEmpty();
    }

    /** Without it two packages may each be allowed the other, and the drawing is none. */
    @Test
    void theDrawingHasNoArrowBackUp() {
        Set<String> settled = new TreeSet<>();
        boolean grows = true;
        while (grows) {
            grows = false;
            for (Map.Entry<String, Set<String>> each : DRAWING.entrySet()) {
                grows |= settled.containsAll(each.getValue()) && settled.add(each.getKey());
            }
        }
        assertThat(settled).isEqualTo(new TreeSet<>(DRAWING.keySet()));
    }

    /** Without it a package grows until nobody reads it in one sitting, and nobody has to say why. */
    @Test
    void aPackageOfMoreThanSixteenClassesSaysWhy() throws IOException {
        Map<Path, Integer> large = new TreeMap<>();
        for (String module : List.of("wd-native", "wd-deflater", "wd-agent")) {
            try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src/main/java"))) {
                files.filter(file -> file.toString().endsWith(".java"))
                        .filter(file -> !file.endsWith("package-info.java"))
                        .forEach(file -> large.merge(file.getParent(), 1, Integer::sum));
            }
        }
        assertThat(large).hasSizeGreaterThan(DRAWING.size() / 2);
        large.values().removeIf(number -> number <= MOST_CLASSES);
        for (Path each : large.keySet()) {
            String words = Files.readString(each.resolve("package-info.java")).replaceAll("\n \\* ", " ");
            assertThat(words).as(each.toString()).contains(REASON);
        }
    }
}
