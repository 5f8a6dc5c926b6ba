// SPDX-License-Identifier: Apache-2.0
/**
 * Who serves a stream and each of its blocks: the device a policy and its thresholds choose, or zlib. Everything about
 * fallback, verification and statistics is here; nothing about the contracts of {@code java.util.zip}. May touch
 * {@code io.warpdrive.queue}. Not exported.
 *
 * <p>More than 16 classes: a block's life, its pipeline and the engines behind both are here beside the decision.
 */
package io.warpdrive.route;
