// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.tests.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;

/** What is carried into every process that names the agent. */
class AgentJarTest {
    private static final Path JAR = Path.of("..", "wd-agent", "target", "wd-agent.jar");
    private static final String LEFT_OUT = "io/warpdrive/emulator";

    private static String directory(String name) {
        return name.substring(0, name.lastIndexOf('/') + 1);
    }

    /** Without it the application's picocli, ASM or JNA meets ours: both would be found by one class loader. */
    @Test
    void nothingButTheAgentsOwnPackageIsSeenByTheApplication() throws IOException {
        assertThat(AgentJar.files(JAR).keySet())
                .extracting(AgentJarTest::directory)
                .filteredOn(name -> !name.startsWith("warpdrive/"))
                .containsOnly("META-INF/", "io/warpdrive/agent/");
    }

    /** Without it every program that names the agent pays for each class that it carries, used or not. */
    @Test
    void theJvmHasFewEntriesToGoThrough() throws IOException {
        try (JarFile jar = new JarFile(JAR.toFile())) {
            assertThat(jar.size()).isLessThan(60);
        }
    }

    /** Without it what the loader can't read is found by the first program that needs it. */
    @Test
    void classesAreStoredInTheZipFilesWithin() throws IOException {
        try (JarFile jar = new JarFile(JAR.toFile())) {
            for (String part : List.of("warpdrive/first.zip", "warpdrive/others.zip")) {
                assertThat(jar.getEntry(part).getMethod()).as(part).isEqualTo(ZipEntry.STORED);
                try (ZipInputStream in = new ZipInputStream(jar.getInputStream(jar.getEntry(part)))) {
                    for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                        assertThat(entry.getMethod()).as(entry.getName()).isEqualTo(ZipEntry.STORED);
                        assertThat(entry.getName()).matches(".*(/|\\.class)");
                    }
                }
            }
        }
    }

    /** Without it a program's first stream, or its engine, pays for reading two megabytes of classes that it does not need. */
    @Test
    void whatIsNeededFirstIsInTheSmallerZipFiles() throws Exception {
        Set<String> engine = classesIn("warpdrive/engine.zip");
        Set<String> others = classesIn("warpdrive/others.zip");
        for (Jdk jdk : Jdk.all()) {
            List<String> loaded = loadedBy(jdk, "OneMessage");
            assertThat(loaded).as("on " + jdk).contains("io.warpdrive.zip.HwDeflater", "io.warpdrive.zip.HwInflater");
            assertThat(loaded).as("on " + jdk).doesNotContainAnyElementsOf(engine);
            assertThat(loaded).as("on " + jdk).doesNotContainAnyElementsOf(others);
            List<String> earned = loadedBy(jdk, "EarnedMessages");
            assertThat(earned).as("on " + jdk).containsAnyElementsOf(engine);
            assertThat(earned).as("on " + jdk).doesNotContainAnyElementsOf(others);
        }
    }

    private static Set<String> classesIn(String part) throws IOException {
        Set<String> classes = new TreeSet<>();
        try (JarFile jar = new JarFile(JAR.toFile());
                ZipInputStream in = new ZipInputStream(jar.getInputStream(jar.getEntry(part)))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                classes.add(entry.getName().replace('/', '.').replace(".class", ""));
            }
        }
        return classes;
    }

    /** Without it a policy that grants something to the agent's jar means only a part of what is in it. */
    @Test
    void whatIsWithinHasTheCodeSourceOfTheJar() throws Exception {
        try (URLClassLoader system =
                new URLClassLoader(new URL[] {JAR.toUri().toURL()}, ClassLoader.getPlatformClassLoader())) {
            Class<?> loader = system.loadClass("io.warpdrive.agent.AgentLoader");
            Method factory = loader.getDeclaredMethod("of", File.class);
            factory.setAccessible(true);
            CodeSource within = ((ClassLoader) factory.invoke(null, JAR.toFile()))
                    .loadClass("io.warpdrive.zip.HwDeflater")
                    .getProtectionDomain()
                    .getCodeSource();
            CodeSource jar = loader.getProtectionDomain().getCodeSource();
            assertThat(within).isEqualTo(jar);
            assertThat(jar.implies(within)).isTrue();
            assertThat(within.getLocation()).hasToString(jar.getLocation().toString());
            assertThat(new URL(within.getLocation(), "other.jar"))
                    .hasToString(new URL(jar.getLocation(), "other.jar").toString());
            try (InputStream in = within.getLocation().openStream()) {
                assertThat(in.readAllBytes()).isEqualTo(Files.readAllBytes(JAR));
            }
        }
    }

    /** Without it a program that compresses one message pays for reading some as well, and for the JDK's first lambdas. */
    @Test
    void whoOnlyDeflatesLoadsNothingThatInflatesAndLinksNoLambdas() throws Exception {
        for (Jdk jdk : Jdk.all()) {
            List<String> loaded = loadedBy(jdk, "OneMessage", "deflate");
            assertThat(loaded).as("on " + jdk).contains("io.warpdrive.zip.HwDeflater");
            assertThat(loaded).as("on " + jdk).noneMatch(name -> name.matches("io\\.warpdrive\\.zip\\..*Inflat.*"));
            assertThat(loaded)
                    .as("on " + jdk)
                    .noneMatch(name -> name.startsWith("sun.instrument.") && name.contains("Lambda"));
        }
    }

    /** Without it who earns an engine pays for the JDK's first lambdas as well, which takes as long as to load the engine. */
    @Test
    void loadingAnEngineLinksNoLambdas() throws Exception {
        for (Jdk jdk : Jdk.all()) {
            List<String> loaded = loadedBy(jdk, "EarnedMessages");
            assertThat(loaded).as("on " + jdk).contains("io.warpdrive.soft.WdzDeflate", "io.warpdrive.soft.WdzInflate");
            assertThat(lambdas(loaded)).as("on " + jdk).isEqualTo(lambdas(loadedWithZlib(jdk, "EarnedMessages")));
        }
    }

    /** Classes that the JVM makes when it links something, without what differs from one process to the next. */
    private static List<String> lambdas(List<String> loaded) {
        return loaded.stream()
                .filter(name -> name.contains("Lambda") && name.contains("/0x"))
                .map(name -> name.replaceFirst("[$0-9]*/0x.*", ""))
                .sorted()
                .toList();
    }

    /** The classes that a program has a JVM load. */
    private static List<String> loadedBy(Jdk jdk, String program, String... arguments) throws Exception {
        return loadedBy(jdk, "-Dwarpdrive.start=earned", program, arguments);
    }

    /** The same without an engine. */
    private static List<String> loadedWithZlib(Jdk jdk, String program) throws Exception {
        return loadedBy(jdk, "-Dwarpdrive.device=zlib", program, new String[0]);
    }

    private static List<String> loadedBy(Jdk jdk, String option, String program, String[] arguments) throws Exception {
        Run run = Sample.on(jdk)
                .agent("")
                .with(option, "-Xlog:class+load:stdout")
                .plain(program, arguments)
                .run();
        return run.out()
                .lines()
                .map(line -> line.replaceFirst("^(\\[[^]]*\\])+ ", "").replaceFirst(" .*", ""))
                .toList();
    }

    /** Without it whatever lies about ends up in every production system, a server that reads others' memory included. */
    @Test
    void theJarHasTheAgentTheLibraryAndWhatBothStandOnAndNothingElse() throws IOException {
        Set<String> directories = new TreeSet<>();
        AgentJar.files(JAR).keySet().forEach(name -> directories.add(directory(name)));
        assertThat(directories)
                .contains("io/warpdrive/agent/", "warpdrive/io/warpdrive/zip/", "warpdrive/io/warpdrive/hisi/driver/")
                .contains("warpdrive/io/warpdrive/cli/", "warpdrive/picocli/")
                .noneMatch(name -> name.contains(LEFT_OUT) || name.contains("/compress/"))
                .allMatch(name -> name.matches("META-INF/"
                        + "|io/warpdrive/agent/"
                        + "|warpdrive/META-INF/(services/|maven/io.warpdrive/wd-deflater/)?"
                        + "|warpdrive/java/util/zip/"
                        + "|warpdrive/io/warpdrive/.*"
                        + "|warpdrive/com/sun/jna/(internal/|ptr/|linux-x86-64/|linux-aarch64/)?"
                        + "|warpdrive/picocli/"
                        + "|warpdrive/org/objectweb/asm/(commons/)?"));
    }

    /** Without it something in the jar needs a class that is not: a NoClassDefFoundError in somebody's program. */
    @Test
    void nothingInTheJarRefersToWhatIsLeftOut() throws IOException {
        List<String> wrong = new ArrayList<>();
        AgentJar.files(JAR).forEach((name, bytes) -> {
            String content = new String(bytes, StandardCharsets.ISO_8859_1);
            if (content.contains(LEFT_OUT + "/") || content.contains(LEFT_OUT.replace('/', '.') + ".")) {
                wrong.add(name);
            }
        });
        assertThat(wrong).isEmpty();
    }
}
