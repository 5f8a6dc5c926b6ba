// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.agent.rewrite;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The agent's arguments, {@code key=value,key=value}; a key without a value means {@code true}, and {@code observe}
 * standard error. They mean the same as
 * system properties {@code warpdrive.<key>} and win over them.
 *
 * @param settings what was given, by key
 */
record AgentArguments(Map<String, String> settings) {
    static final String OBSERVE = "observe";

    AgentArguments {
        settings = Map.copyOf(settings);
    }

    static AgentArguments parse(String arguments) {
        Map<String, String> settings = new HashMap<>();
        for (String argument : split(arguments, ",")) {
            int equals = argument.indexOf('=');
            String key = (equals < 0 ? argument : argument.substring(0, equals)).strip();
            settings.put(key, equals < 0 ? alone(key) : argument.substring(equals + 1));
        }
        return new AgentArguments(settings);
    }

    /** What a key without a value means. Nobody wants a page in a file that is called true. */
    private static String alone(String key) {
        return key.equals(OBSERVE) ? "-" : "true";
    }

    boolean observes() {
        return !value(OBSERVE).isBlank();
    }

    /** The settings; for those who measure the engine at once, and no figures of it that look like the program's. */
    Map<String, String> inForce() {
        if (!observes()) {
            return settings;
        }
        Map<String, String> measuring = new HashMap<>(settings);
        measuring.put("start", "eager");
        measuring.put("stats", "false");
        measuring.put("jmx", "false");
        return measuring;
    }

    /** The value of a key, or of its system property; empty when neither is set. */
    String value(String key) {
        String value = settings.get(key);
        return value != null ? value : System.getProperty("warpdrive." + key, "");
    }

    /** The value of a key that lists packages or classes, separated by {@code :} or {@code ;}. */
    List<String> list(String key) {
        return split(value(key), ":;");
    }

    private static List<String> split(String text, String separators) {
        List<String> parts = new ArrayList<>();
        int start = 0;
        for (int i = 0; i <= text.length(); i++) {
            if (i == text.length() || separators.indexOf(text.charAt(i)) >= 0) {
                String part = text.substring(start, i).strip();
                if (!part.isEmpty()) {
                    parts.add(part);
                }
                start = i + 1;
            }
        }
        return parts;
    }
}
