// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.benchmarks.measure;

/** How a program is started: as it is, or with the agent and its arguments. */
public enum Variant {
    JDK(""),
    BALANCED("policy=balanced"),
    SPEED("policy=speed");

    private final String agentArguments;

    Variant(String agentArguments) {
        this.agentArguments = agentArguments;
    }

    String agentArguments() {
        return agentArguments;
    }
}
