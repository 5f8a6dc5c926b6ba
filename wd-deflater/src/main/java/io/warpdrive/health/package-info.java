// SPDX-License-Identifier: Apache-2.0
/**
 * What this machine, this JVM and this configuration let the library do, and what to do about the rest:
 * {@link io.warpdrive.health.WdHealth} is all of it that programs see. Each other class here looks at one thing.
 */
package io.warpdrive.health;
