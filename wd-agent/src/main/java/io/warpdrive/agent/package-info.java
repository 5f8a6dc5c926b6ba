// SPDX-License-Identifier: Apache-2.0
/**
 * The Java agent: rewrites construction of {@code Deflater} and {@code Inflater} so that unmodified programs get the
 * drop-ins. These few classes are all that the application's class loader sees of us; whatever else the agent is made
 * of, the drop-ins included, is loaded by a class loader of its own and as late as possible.
 *
 * <p>Used as {@code -javaagent:wd-agent.jar[=key=value,…]}, or attached to a running JVM (which Java 21 and later warn of).
 * The keys are those of the system properties {@code warpdrive.<key>}, which they win over, and
 *
 * <ul>
 *   <li>{@code include}: packages (with all below them) or classes, separated by {@code :} or {@code ;}, that are served
 *       although they are not by default: {@code include=jdk.nio.zipfs:sun.tools.jar}
 *   <li>{@code exclude}: packages or classes that stay on zlib, and with them the JDK's streams that they construct. Where
 *       both match, the longer entry decides.
 * </ul>
 *
 * <p>From Java 24 on the JVM warns when the engines are loaded, unless it is started with
 * {@code --enable-native-access=ALL-UNNAMED} (which 17 accepts as well).
 *
 * <p>What stays on zlib: objects constructed by reflection, subclasses that override more than {@code end} and {@code reset}, serializable
 * {@code Deflater::new}, what was constructed before a dynamic attach, and all that is constructed before the JVM has been
 * through its agents. What can tell: code that compares {@code getClass()} with {@code Deflater.class}.
 */
package io.warpdrive.agent;
