// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.benchmarks.peers;

import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/**
 * aircompressor-v3: libdeflate through the foreign function interface. Its classes need a newer Java than ours do, so they
 * are reached by constant method handles, which the JIT treats as calls.
 */
public class AircompressorBuffers extends BufferBenchmark {
    private static final String PACKAGE = "io.airlift.compress.v3.";
    private static final MethodType CODE =
            MethodType.methodType(int.class, byte[].class, int.class, int.class, byte[].class, int.class, int.class);
    private static final MethodHandle COMPRESS = find("Compressor", "compress");
    private static final MethodHandle DECOMPRESS = find("Decompressor", "decompress");

    private static MethodHandle find(String type, String method) {
        try {
            Class<?> owner = Class.forName(PACKAGE + type);
            return MethodHandles.lookup()
                    .findVirtual(owner, method, CODE)
                    .asType(CODE.insertParameterTypes(0, Object.class));
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(type, e);
        }
    }

    @Override
    Codec open(int atLevel) throws IOException {
        try {
            Object compressor = Class.forName(PACKAGE + "deflate.DeflateNativeCompressor")
                    .getConstructor(int.class)
                    .newInstance(atLevel);
            Object decompressor = Class.forName(PACKAGE + "deflate.DeflateNativeDecompressor")
                    .getConstructor()
                    .newInstance();
            return new Handles(compressor, decompressor);
        } catch (ReflectiveOperationException e) {
            throw new IOException("aircompressor-v3 does not run on this JVM", e);
        }
    }

    private record Handles(Object compressor, Object decompressor) implements Codec {
        @Override
        public int compress(byte[] in, byte[] out) throws IOException {
            return call(COMPRESS, compressor, in, out);
        }

        @Override
        public int decompress(byte[] in, byte[] out) throws IOException {
            return call(DECOMPRESS, decompressor, in, out);
        }
    }

    // a method handle may throw anything
    @SuppressWarnings("CatchingUnchecked")
    private static int call(MethodHandle code, Object target, byte[] in, byte[] out) throws IOException {
        try {
            return (int) code.invokeExact(target, in, 0, in.length, out, 0, out.length);
        } catch (Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IOException(e);
        }
    }
}
