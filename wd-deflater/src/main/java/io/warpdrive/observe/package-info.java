// SPDX-License-Identifier: Apache-2.0
/**
 * What the drop-ins do, for whoever looks from outside: events of a flight recording, and MXBeans. Nothing of {@code jdk.jfr}
 * or {@code javax.management} is loaded before somebody looks. Not exported, but to those who read the classes by
 * reflection.
 */
package io.warpdrive.observe;
