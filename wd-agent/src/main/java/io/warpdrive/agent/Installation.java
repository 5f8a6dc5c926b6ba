// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.agent;

import java.lang.instrument.Instrumentation;

/**
 * What the agent proper is told. Shared with it, as {@link ConstantPool} is.
 *
 * @param arguments the agent's; may be empty
 * @param instrumentation the JVM's
 * @param starter the thread that calls the premains; null if the JVM is through with them
 * @param gated whether somebody asks the transformer already, and has seen every class since before the first that matters
 * @param failure told why the JVM was left as it was
 */
public record Installation(
        String arguments, Instrumentation instrumentation, Thread starter, boolean gated, StringBuilder failure) {}
