// SPDX-License-Identifier: Apache-2.0
/**
 * The command-line tool. {@link io.warpdrive.cli.Wd} is its main class; a further command is one class with
 * {@code @Command}, named in {@code Wd}.
 *
 * <p>More than 16 classes: each command is one, and what they share (files, formats, reports) serves nobody else.
 */
package io.warpdrive.cli;
