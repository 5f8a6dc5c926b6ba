// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.agent.rewrite;

import io.warpdrive.observe.report.Observer;
import java.io.File;
import java.net.URISyntaxException;
import java.util.Map;
import java.util.TreeMap;

/**
 * The key {@code observe}: nothing is served, and when the JVM ends a report is written. A thread that is started by then;
 * whatever is needed to write is loaded by it, so that a program pays for nothing of it before.
 */
final class Observing extends Thread {
    private final AgentArguments arguments;

    private Observing(AgentArguments arguments) {
        super(null, null, "warpdrive-observe-exit", 0, false);
        this.arguments = arguments;
    }

    /** Has the report written at the end, even if there will be nothing to tell. */
    static void untilExit(AgentArguments arguments) {
        Observing thread = new Observing(arguments);
        thread.setContextClassLoader(null);
        Runtime.getRuntime().addShutdownHook(thread);
    }

    @Override
    // the exit status is the program's, whatever goes wrong
    @SuppressWarnings("CatchingUnchecked")
    public void run() {
        try {
            DropIns.configure(arguments.inForce());
            Observer.finish(arguments.value(AgentArguments.OBSERVE).strip(), option());
        } catch (Throwable e) {
            System.err.println("warpdrive: can't tell what was observed: " + e);
        }
    }

    /** What switches the agent on as it was asked for, but for observing. */
    private String option() throws URISyntaxException {
        String jar = new File(Observing.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI())
                .getPath();
        StringBuilder option = new StringBuilder(jar);
        String separator = "=";
        for (Map.Entry<String, String> each : new TreeMap<>(arguments.settings()).entrySet()) {
            if (!each.getKey().equals(AgentArguments.OBSERVE)) {
                option.append(separator).append(each.getKey()).append('=').append(each.getValue());
                separator = ",";
            }
        }
        return option.toString();
    }
}
