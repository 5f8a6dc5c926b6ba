// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.zip;

/**
 * What the drop-ins of this process have done in one direction so far.
 *
 * @param device name of the device that streams are offloaded to; {@code zlib} when there is none
 * @param streams streams whose path is decided: {@code offloaded + zlib}
 * @param offloaded streams served by the device
 * @param zlib streams served by the JDK's zlib
 * @param fallback blocks of offloaded streams that zlib had to do again
 * @param in bytes of input; counted when a stream finishes, is reset or ended
 * @param out bytes of output, likewise
 */
public record WdStatistics(String device, long streams, long offloaded, long zlib, long fallback, long in, long out) {}
