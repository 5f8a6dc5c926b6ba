// SPDX-License-Identifier: Apache-2.0
/** Makes tables and charts of what was measured, and says on what machine. */
package io.warpdrive.benchmarks.report;
