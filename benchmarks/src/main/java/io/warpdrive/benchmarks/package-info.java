// SPDX-License-Identifier: Apache-2.0
/**
 * Measurements: programs that know nothing of WarpDrive, run with and without the agent in turn, the peers beside them, and
 * what came of it as a report. Only ratios within one run mean anything. May touch everything; nothing may touch it.
 */
package io.warpdrive.benchmarks;
