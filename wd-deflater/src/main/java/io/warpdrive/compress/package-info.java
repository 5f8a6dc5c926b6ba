// SPDX-License-Identifier: Apache-2.0
/**
 * Commons Compress on accelerator queues. Commons Compress is an optional dependency: without it on the class path these
 * classes can't be used, and nothing else misses them. May touch {@code io.warpdrive.zip}.
 *
 * <h2>Streams</h2>
 * {@link io.warpdrive.compress.WdCompressorStreamProvider} adds three names to {@code CompressorStreamFactory}, in both
 * directions:
 * <table>
 * <caption>Names</caption>
 * <tr><th>name</th><th>format</th><th>Commons Compress' own name</th></tr>
 * <tr><td>{@code wd-gz}</td><td>gzip, RFC 1952</td><td>{@code gz}</td></tr>
 * <tr><td>{@code wd-zlib}</td><td>zlib, RFC 1950</td><td>{@code deflate}</td></tr>
 * <tr><td>{@code wd-deflate}</td><td>DEFLATE alone, RFC 1951</td><td>none; {@code DeflateParameters} without header</td></tr>
 * </table>
 * The factory looks for providers with the system class loader, on the class path. Elsewhere (an application server,
 * OSGi, the module path), and wherever levels or metadata are wanted, use the stream classes directly; they take
 * {@code GzipParameters} and {@code DeflateParameters} as Commons Compress' own do.
 *
 * <h2>ZIP archives</h2>
 * What Commons Compress makes its {@code Deflater} for is not open to others: {@code ZipArchiveOutputStream.def} is final
 * and assigned in the constructor, and a {@code StreamCompressor} with a given deflater can't be made from outside its
 * package. So without the agent:
 * <ul>
 * <li>{@link io.warpdrive.compress.WdParallelScatterZipCreator} takes the place of {@code ParallelScatterZipCreator}: it
 * compresses by itself and hands the result to {@code ZipArchiveOutputStream.addRawArchiveEntry}. Given an executor of
 * one thread it serves sequential programs too, at the cost of a temporary file.
 * <li>Entries written through {@code ZipArchiveOutputStream.write}, and everything that {@code ZipFile} and
 * {@code ZipArchiveInputStream} read, stay on the JDK's zlib.
 * </ul>
 * With the agent all of them are served, unchanged: it rewrites {@code new Deflater} and {@code new Inflater} in Commons
 * Compress itself.
 */
package io.warpdrive.compress;
