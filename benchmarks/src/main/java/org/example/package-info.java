// SPDX-License-Identifier: Apache-2.0
/**
 * An application as it is found: it knows {@code java.util.zip} and nothing of WarpDrive, and its package is nobody's. It is
 * run with and without the agent. No import from {@code io.warpdrive} belongs here.
 */
package org.example;
