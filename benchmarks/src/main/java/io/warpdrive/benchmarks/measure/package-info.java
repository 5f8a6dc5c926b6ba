// SPDX-License-Identifier: Apache-2.0
/** Measures one kind of work each, by programs in other JVMs that take turns. Only ratios within one run mean anything. */
package io.warpdrive.benchmarks.measure;
