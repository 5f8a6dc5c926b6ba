// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.benchmarks.measure;

import io.warpdrive.benchmarks.peers.LimitProgram;
import java.util.List;
import java.util.Optional;
import org.example.StockProgram;

/** Who does the work: the unmodified program, as it is or with the agent, or a C library that is asked for the same. */
public enum Variant {
    JDK("JDK"),
    BALANCED("ours", "policy=balanced"),
    SPEED("ours", "policy=speed"),
    LIBDEFLATE("libdeflate"),
    ISAL("ISA-L");

    /** The C libraries. */
    public static final List<Variant> LIMITS = List.of(LIBDEFLATE, ISAL);

    private final String title;
    private final Optional<String> agentArguments;

    Variant(String title) {
        this.title = title;
        this.agentArguments = Optional.empty();
    }

    Variant(String title, String agentArguments) {
        this.title = title;
        this.agentArguments = Optional.of(agentArguments);
    }

    public String title() {
        return title;
    }

    /** Empty: no agent. */
    Optional<String> agentArguments() {
        return agentArguments;
    }

    Class<?> program() {
        return LIMITS.contains(this) ? LimitProgram.class : StockProgram.class;
    }
}
