// SPDX-License-Identifier: Apache-2.0
/** What has to be reached, as a table, and whether it was. The report and the exit status come from the same rows. */
package io.warpdrive.benchmarks.bars;
