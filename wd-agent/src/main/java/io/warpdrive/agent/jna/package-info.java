// SPDX-License-Identifier: Apache-2.0
/**
 * What JNA gets in place of {@code java.util.logging}, which its first class would start before the application could set
 * it up, and which a run-time image may lack; and in place of {@code java.lang.Runtime}.
 */
package io.warpdrive.agent.jna;
