// SPDX-License-Identifier: Apache-2.0
/**
 * The inside of the agent, loaded by its own class loader: puts the bridge into {@code java.util.zip}, rewrites
 * constructions to go there, and hands out the drop-ins. Runs before the application's {@code main}, so it is written
 * without lambdas, streams and regular expressions: each costs milliseconds when it is the first in a JVM.
 *
 * <p>More than 16 classes: all of it is loaded by one loader of its own, and each class waits for its own moment of a start.
 */
package io.warpdrive.agent.rewrite;
