// SPDX-License-Identifier: Apache-2.0
/** JMH: one class for each engine, all alike, so that the comparison is fair by construction. */
package io.warpdrive.benchmarks.peers;
