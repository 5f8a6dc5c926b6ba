// SPDX-License-Identifier: Apache-2.0
/**
 * Who serves a stream: the device that a policy and its thresholds choose, an engine in place, or zlib; what is measured for
 * that, the devices' health, and the counters. Nothing about a stream's bytes. May touch {@code io.warpdrive.queue}. Not
 * exported.
 *
 * <p>More than 16 classes: a decision is made of facts, a route, a reason and a service, each a class for each direction or
 * for both, beside what is measured and counted for it.
 */
package io.warpdrive.route;
