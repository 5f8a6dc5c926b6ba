// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.agent.rewrite;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** The text after {@code -javaagent:wd-agent.jar=}. */
class AgentArgumentsTest {

    // a pair misread would be a setting that silently does not hold
    @Test
    void keysAndValuesAreTakenApart() {
        assertThat(AgentArguments.parse("policy=speed, stats ,root=/a=b,,min=").settings())
                .isEqualTo(Map.of("policy", "speed", "stats", "true", "root", "/a=b", "min", ""));
        assertThat(AgentArguments.parse("").settings()).isEmpty();
    }

    // else there is a file called true
    @Test
    void observeAloneMeansStandardError() {
        assertThat(AgentArguments.parse(" observe ,stats").settings())
                .isEqualTo(Map.of("observe", "-", "stats", "true"));
    }

    // commas separate arguments, so lists need others
    @Test
    void listsAreSeparatedByColonsOrSemicolons() {
        AgentArguments arguments = AgentArguments.parse("exclude=com.a:com.b;com.c,include=org.d");
        assertThat(arguments.list("exclude")).containsExactly("com.a", "com.b", "com.c");
        assertThat(arguments.list("include")).containsExactly("org.d");
        assertThat(arguments.list("other")).isEmpty();
    }
}
