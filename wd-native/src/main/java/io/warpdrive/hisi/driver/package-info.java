// SPDX-License-Identifier: Apache-2.0
/**
 * The user driver of one queue of HiSilicon's ZIP engine: what goes into its rings, who waits for what comes out, and how a
 * queue dies. Only stateless raw-DEFLATE requests are sent: every block stands for itself, so any of them can be done again
 * by zlib. Knows no stream and no other queue; depends on {@code protocol} and {@code uacce}.
 */
package io.warpdrive.hisi.driver;
