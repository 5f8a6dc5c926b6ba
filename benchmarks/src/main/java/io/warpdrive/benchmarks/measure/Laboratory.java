// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.benchmarks.measure;

import io.warpdrive.benchmarks.data.Corpus;
import io.warpdrive.cli.AnsweringProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What every measurement needs.
 *
 * @param agent the agent's jar
 * @param corpus what is measured on
 * @param cpuTime whether the unmodified program tells the processor time of its thread, else time as it passes
 */
public record Laboratory(Effort effort, Path agent, Corpus corpus, boolean cpuTime) {

    /** The command that runs a program on this JVM, without or with the agent. */
    List<String> command(Variant variant, Class<?> program, String... options) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(options));
        if (cpuTime) {
            command.add("-DcpuTime=true");
        }
        if (variant != Variant.JDK) {
            // what JDK 24 and newer want to be told; harmless before
            command.add("--enable-native-access=ALL-UNNAMED");
            command.add("-javaagent:" + agent + "=" + variant.agentArguments());
        }
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
        return command;
    }

    AnsweringProcess start(Variant variant, Class<?> program, String... options) throws IOException {
        return AnsweringProcess.start(command(variant, program, options));
    }
}
