// SPDX-License-Identifier: Apache-2.0
/** Runs programs with the agent and without in turn, compares what they did, and writes what it took as a table. */
package gains.report;
