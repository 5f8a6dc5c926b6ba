// SPDX-License-Identifier: Apache-2.0
/**
 * Who serves a stream: the device that a policy and its thresholds choose, an engine in place, or zlib; what is measured for
 * that, the devices' health, and the counters. Nothing about a stream's bytes. May touch {@code io.warpdrive.queue}. Not
 * exported.
 */
package io.warpdrive.route;
