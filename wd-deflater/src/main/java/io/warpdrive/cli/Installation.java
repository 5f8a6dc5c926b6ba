// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.cli;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;

/** What this command was started from: the agent's jar, which carries it behind a class loader, or a class path. */
final class Installation {
    /** Main class of the agent's jar, and the property by which it is told to run another than this command. */
    private static final String PROGRAM = "io.warpdrive.agent.Program";

    private static final String MAIN = "io.warpdrive.main";
    /** Where the script wd says that the jar is. */
    private static final String AGENT = "io.warpdrive.agent";
    /** By name: the agent's jar has neither it nor the emulator. */
    private static final String EMULATE = "io.warpdrive.cli.EmulateCommand";

    private Installation() {}

    /** The agent's jar, if this runs out of it. */
    static Optional<Path> jar() {
        return Installation.class.getClassLoader() == ClassLoader.getSystemClassLoader()
                ? Optional.empty()
                : source().filter(Files::isRegularFile);
    }

    private static Optional<Path> source() {
        CodeSource source = Installation.class.getProtectionDomain().getCodeSource();
        try {
            return source == null
                    ? Optional.empty()
                    : Optional.of(Path.of(source.getLocation().toURI()));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    /** The jar to attach, whatever this runs out of. */
    static Optional<Path> agent() {
        return jar().or(() -> Optional.ofNullable(System.getProperty(AGENT)).map(Path::of))
                .filter(Files::isRegularFile)
                .map(Path::toAbsolutePath);
    }

    /** What a user types to get here. */
    static String command() {
        return jar().map(file -> "java -jar " + quoted(file.getFileName().toString()))
                .orElse("wd");
    }

    /** As a shell takes it for one word. */
    private static String quoted(String name) {
        return name.indexOf(' ') < 0 ? name : "'" + name + "'";
    }

    /** The end of a command line that runs another class of ours, up to its arguments. */
    static List<String> program(Class<?> main) {
        String path = System.getProperty("java.class.path");
        return jar().isPresent()
                ? List.of("-D" + MAIN + "=" + main.getName(), "-cp", path, PROGRAM)
                : List.of("-cp", path, main.getName());
    }

    /** The command {@code emulate}, or what says where it is. */
    static Object emulate() {
        try {
            return Class.forName(EMULATE).getDeclaredConstructor().newInstance();
        } catch (ClassNotFoundException e) {
            return new CommandLine(new NoEmulatorCommand()).setUnmatchedArgumentsAllowed(true);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
