// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.benchmarks.measure;

import io.warpdrive.benchmarks.data.Corpus;
import io.warpdrive.cli.AnsweringProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What every measurement needs.
 *
 * @param agent the agent's jar
 * @param corpus what is measured on
 * @param elapsed whether the programs tell time as it passes, else the processor time of their thread
 * @param zlib a directory with the {@code libz.so.1} that the JDK is to use, in place of the system's
 */
public record Laboratory(Effort effort, Path agent, Corpus corpus, boolean elapsed, Optional<Path> zlib) {

    /** The same where the JDK uses another zlib. */
    public Laboratory with(Path otherZlib) {
        return new Laboratory(effort, agent, corpus, elapsed, Optional.of(otherZlib));
    }

    /** The command that runs a program on this JVM, without or with the agent. */
    List<String> command(Variant variant, Class<?> program, String... options) {
        List<String> command = new ArrayList<>();
        zlib.ifPresent(directory -> command.addAll(List.of("env", "LD_LIBRARY_PATH=" + directory)));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(options));
        if (elapsed) {
            command.add("-Delapsed=true");
        }
        // what JDK 24 and newer want to be told; harmless before
        command.add("--enable-native-access=ALL-UNNAMED");
        variant.agentArguments().ifPresent(arguments -> command.add("-javaagent:" + agent + "=" + arguments));
        command.add("-Dlibrary=" + variant);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
        return command;
    }

    AnsweringProcess start(Variant variant, Class<?> program, String... options) throws IOException {
        return AnsweringProcess.start(command(variant, program, options));
    }
}
