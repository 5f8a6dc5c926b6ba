// SPDX-License-Identifier: Apache-2.0
/**
 * What a user can set: one constant a key in {@link io.warpdrive.settings.Setting}, and what the process has been given in
 * {@link io.warpdrive.settings.WdConfiguration}. Everything that lists keys (the documents, the command, warnings) asks the
 * constants. Depends on nothing of ours but the log.
 */
package io.warpdrive.settings;
