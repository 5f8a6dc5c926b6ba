// SPDX-License-Identifier: Apache-2.0
/**
 * Drop-ins for {@code java.util.zip}: subclasses that keep every promise of their parents. A stream is an engine's, in place
 * ({@code InPlaceStream}), goes block by block to a queue ({@code OffloadedDeflate}) or stays the parent's, or, when the
 * parent's memory was given back, is zlib's all the same ({@code ZlibDeflate}). May touch
 * {@code io.warpdrive.route}, which decides, and nothing native.
 *
 * <p>More than 16 classes: eight drop-ins, and for each way to serve a stream the class that does it.
 */
package io.warpdrive.zip;
