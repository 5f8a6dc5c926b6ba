// SPDX-License-Identifier: Apache-2.0
/**
 * What has been observed, written for people: one HTML page that needs nothing else, or a few lines of text. Runs once, when
 * the JVM ends. Not exported.
 */
package io.warpdrive.observe.report;
