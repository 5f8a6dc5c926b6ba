// SPDX-License-Identifier: Apache-2.0
/**
 * Who serves a stream and each of its blocks: the device a policy and its thresholds choose, or zlib. Everything about
 * fallback, verification and statistics is here; nothing about the contracts of {@code java.util.zip}. May touch
 * {@code io.warpdrive.queue}. Not exported.
 */
package io.warpdrive.route;
