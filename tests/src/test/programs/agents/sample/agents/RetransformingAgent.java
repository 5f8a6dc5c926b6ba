// SPDX-License-Identifier: Apache-2.0
package sample.agents;

import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.util.function.Consumer;

/** Another agent, which has classes transformed again when the program asks for it. */
public final class RetransformingAgent {
    private RetransformingAgent() {}

    public static void premain(String arguments, Instrumentation instrumentation) {
        Consumer<Class<?>> again = type -> {
            try {
                instrumentation.retransformClasses(type);
                System.out.println("again " + type.getSimpleName());
            } catch (UnmodifiableClassException e) {
                throw new IllegalArgumentException(e);
            }
        };
        System.getProperties().put("sample.again", again);
    }
}
