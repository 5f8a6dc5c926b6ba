// SPDX-License-Identifier: Apache-2.0
/**
 * Drop-ins for {@code java.util.zip}: subclasses that keep every promise of their parents. {@code HwDeflater} locks and checks
 * arguments, {@code RoutedDeflate} keeps what a deflater keeps in mind, {@code DeflateServers} has it decided who serves a
 * stream, and that is one {@code ServedStream}: an engine in place ({@code InPlaceStream}), a queue, segment by segment
 * ({@code OffloadedDeflate}), or zlib ({@code ZlibDeflate}), which for a while may do it until an engine goes on ({@code
 * GoingOver}). Likewise for inflating. May touch {@code io.warpdrive.route}, which decides, and nothing native.
 *
 * <p>More than 16 classes: eight drop-ins, and for each way to serve a stream, in each direction, the class that does it.
 */
package io.warpdrive.zip;
