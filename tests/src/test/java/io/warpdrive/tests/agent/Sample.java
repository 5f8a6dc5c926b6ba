// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.tests.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A JVM to be started on a sample program. The programs are compiled by the JDK that runs them, to its own version of class
 * files, into a directory that has nothing else.
 */
public final class Sample {
    static final Path AGENT =
            Path.of("../wd-agent/target/wd-agent.jar").toAbsolutePath().normalize();
    static final Path OTHER_JNA = Path.of("target/other-jna/jna.jar").toAbsolutePath();
    private static final Path APPLICATIONS = Path.of("apps").toAbsolutePath();
    /** Other agents and libraries, each under its name without a version. */
    private static final Path OTHERS = Path.of("target/others").toAbsolutePath();

    private static final List<String> MOCKITO = List.of("mockito-core", "byte-buddy", "byte-buddy-agent", "objenesis");
    private static final Path SOURCES = Path.of("src/test/programs");
    /** For each of the JVMs that share the tests its own: two must not compile into one. */
    private static final Path CLASSES =
            Path.of("target/programs", System.getProperty("test.fork", "1")).toAbsolutePath();

    private static final Map<Path, Path> COMPILED = new ConcurrentHashMap<>();

    private final Jdk jdk;
    private final List<String> options = new ArrayList<>();
    private final List<Path> before = new ArrayList<>();
    private List<String> main = List.of();

    private Sample(Jdk jdk) {
        this.jdk = jdk;
    }

    /** A JVM that may load native code. */
    public static Sample on(Jdk jdk) {
        return bare(jdk).with("--enable-native-access=ALL-UNNAMED");
    }

    /** A JVM with no options but a one-line format for the JDK's own logging. */
    static Sample bare(Jdk jdk) {
        return new Sample(jdk)
                .with("-Xshare:auto", "-Djava.util.logging.SimpleFormatter.format=warpdrive-log %4$s %5$s%n");
    }

    public Sample with(String... more) {
        options.addAll(Arrays.asList(more));
        return this;
    }

    /** With the agent, as it was built. */
    public Sample agent(String arguments) {
        return agent(builtAgent(), arguments);
    }

    Sample agent(Path jar, String arguments) {
        // programs are short: under the default most would see nothing but zlib
        return with("-Dwarpdrive.start=eager", "-javaagent:" + jar + (arguments.isEmpty() ? "" : "=" + arguments));
    }

    /** An agent of somebody else's, by the name of its jar. */
    Sample otherAgent(String name) {
        // the one that would write a file where the tests run
        String arguments = name.equals("jacoco") ? "=output=none" : "";
        return with("-javaagent:" + OTHERS.resolve(name + ".jar") + arguments);
    }

    /** One of the agents among the sample programs. */
    Sample sampleAgent(String name, Path directory) throws IOException {
        Path jar = directory.resolve(name + ".jar");
        Path classes = classes("agents");
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().putValue("Manifest-Version", "1.0");
        manifest.getMainAttributes().putValue("Premain-Class", "sample.agents." + name);
        manifest.getMainAttributes().putValue("Can-Retransform-Classes", "true");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
            String entry = "sample/agents/" + name + ".class";
            out.putNextEntry(new JarEntry(entry));
            Files.copy(classes.resolve(entry), out);
        }
        return with("-javaagent:" + jar);
    }

    /** With a directory on the class path, for the program named next. */
    Sample classPath(Path directory) {
        before.add(directory);
        return this;
    }

    /** The agent's jar; the test is skipped where only "mvn test" ran. */
    static Path builtAgent() {
        assumeTrue(Files.isRegularFile(AGENT), () -> AGENT + " is not there: run the goal package or verify");
        return AGENT;
    }

    Sample plain(String program, String... arguments) {
        String path =
                before.stream().map(directory -> directory + ":").collect(Collectors.joining()) + classes("plain");
        return main(arguments, "-cp", path, "sample." + program);
    }

    Sample module() {
        return main(new String[0], "-p", classes("module").toString(), "-m", "sample.app/sample.app.Main");
    }

    /** The program that has another version of JNA on its class path. */
    Sample otherJna(String... arguments) {
        Path plain = classes("plain");
        String path = plain + ":" + classes("jna") + ":" + OTHER_JNA;
        return main(arguments, "-cp", path, "sample.OtherJna");
    }

    /** A program that brings libraries along; the test is skipped where only "mvn test" ran. */
    public Sample application(String name) throws IOException {
        Path target = APPLICATIONS.resolve(name).resolve("target");
        Path libraries = target.resolve("classpath");
        assumeTrue(Files.isRegularFile(libraries), () -> libraries + " is not there: run the goal package or verify");
        return main(new String[0], "-cp", target.resolve("classes") + ":" + Files.readString(libraries), "sample.Main");
    }

    /** The program that mocks what it constructs. */
    Sample mocking() {
        return main(
                new String[0], "-cp", classes("plain") + ":" + classes("mockito") + ":" + mockito(), "sample.Mocking");
    }

    private static String mockito() {
        return MOCKITO.stream()
                .map(name -> OTHERS.resolve(name + ".jar").toString())
                .collect(Collectors.joining(":"));
    }

    private Sample main(String[] arguments, String... words) {
        main = Stream.concat(Arrays.stream(words), Arrays.stream(arguments)).toList();
        return this;
    }

    List<String> command() {
        List<String> command = new ArrayList<>(List.of(jdk.tool("java")));
        command.addAll(options);
        command.addAll(main);
        return command;
    }

    public Run run() throws IOException, InterruptedException {
        return Run.of(command());
    }

    /** Compiles the programs of a directory, the first time they are asked for. */
    private Path classes(String directory) {
        Path target = CLASSES.resolve(jdk.feature() + "-" + directory);
        return COMPILED.computeIfAbsent(target, each -> compile(directory, each));
    }

    private Path compile(String directory, Path target) {
        // a few files: most of the time would go into compiling the compiler
        List<String> command = new ArrayList<>(
                List.of(jdk.tool("javac"), "-J-XX:+UseSerialGC", "-J-XX:TieredStopAtLevel=1", "-d", target.toString()));
        switch (directory) {
            case "jna" -> command.addAll(List.of("-cp", classesOf("plain") + ":" + OTHER_JNA));
            case "mockito" -> command.addAll(List.of("-cp", classesOf("plain") + ":" + mockito()));
            default -> {}
        }
        try {
            try (Stream<Path> files = Files.walk(SOURCES.resolve(directory))) {
                files.filter(file -> file.toString().endsWith(".java")).forEach(file -> command.add(file.toString()));
            }
            Run run = Run.of(command);
            assertThat(run.exit()).as("the compiler said: %s", run.err()).isZero();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return target;
    }

    /** Where the programs of a directory that has been compiled already are. */
    private Path classesOf(String directory) {
        return CLASSES.resolve(jdk.feature() + "-" + directory);
    }
}
