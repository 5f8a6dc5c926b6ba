// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.compress;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Locale;
import java.util.Set;
import org.apache.commons.compress.compressors.CompressorException;
import org.apache.commons.compress.compressors.CompressorInputStream;
import org.apache.commons.compress.compressors.CompressorOutputStream;
import org.apache.commons.compress.compressors.CompressorStreamProvider;
import org.apache.commons.compress.compressors.deflate.DeflateParameters;

/**
 * Adds {@code wd-gz}, {@code wd-zlib} and {@code wd-deflate} to what {@code CompressorStreamFactory} knows, in both
 * directions. Commons Compress finds it through {@link java.util.ServiceLoader} and the system class loader.
 * Thread-safe.
 */
@SuppressWarnings("exports") // whoever uses it requires Commons Compress too
public final class WdCompressorStreamProvider implements CompressorStreamProvider {
    /** gzip, RFC 1952; Commons Compress' own name is {@code gz}. */
    public static final String GZIP = "wd-gz";

    /** zlib, RFC 1950; Commons Compress' own name for it is {@code deflate}. */
    public static final String ZLIB = "wd-zlib";

    /** DEFLATE without header and checksum, RFC 1951. */
    public static final String DEFLATE = "wd-deflate";

    private static final Set<String> NAMES = Set.of(GZIP, ZLIB, DEFLATE);

    /** For {@link java.util.ServiceLoader}. */
    public WdCompressorStreamProvider() {}

    @Override
    public Set<String> getInputStreamCompressorNames() {
        return NAMES;
    }

    @Override
    public Set<String> getOutputStreamCompressorNames() {
        return NAMES;
    }

    /**
     * Opens {@code in} for decompression.
     *
     * @param decompressUntilEof whether gzip members that follow the first are read too; of no meaning to the others
     * @throws CompressorException if the name is none of the three, or the gzip header can't be read
     */
    @Override
    public CompressorInputStream createCompressorInputStream(String name, InputStream in, boolean decompressUntilEof)
            throws CompressorException {
        try {
            return switch (name.toLowerCase(Locale.ROOT)) {
                case GZIP -> new WdGzipCompressorInputStream(in, decompressUntilEof);
                case ZLIB -> new WdDeflateCompressorInputStream(in, parameters(true));
                case DEFLATE -> new WdDeflateCompressorInputStream(in, parameters(false));
                default -> throw new CompressorException("Compressor: " + name + " not found.");
            };
        } catch (CompressorException e) {
            throw e;
        } catch (IOException e) {
            throw new CompressorException("Could not create CompressorInputStream.", e);
        }
    }

    /**
     * Opens {@code out} for compression at the default level, gzip without metadata.
     *
     * @throws CompressorException if the name is none of the three, or the gzip header can't be written
     */
    @Override
    @SuppressWarnings("unchecked") // the type names what out() of a subclass returns; these classes are final
    public <T extends OutputStream> CompressorOutputStream<T> createCompressorOutputStream(String name, T out)
            throws CompressorException {
        try {
            return (CompressorOutputStream<T>)
                    switch (name.toLowerCase(Locale.ROOT)) {
                        case GZIP -> new WdGzipCompressorOutputStream(out);
                        case ZLIB -> new WdDeflateCompressorOutputStream(out, parameters(true));
                        case DEFLATE -> new WdDeflateCompressorOutputStream(out, parameters(false));
                        default -> throw new CompressorException("Compressor: " + name + " not found.");
                    };
        } catch (CompressorException e) {
            throw e;
        } catch (IOException e) {
            throw new CompressorException("Could not create CompressorOutputStream.", e);
        }
    }

    private static DeflateParameters parameters(boolean zlibHeader) {
        DeflateParameters parameters = new DeflateParameters();
        parameters.setWithZlibHeader(zlibHeader);
        return parameters;
    }
}
