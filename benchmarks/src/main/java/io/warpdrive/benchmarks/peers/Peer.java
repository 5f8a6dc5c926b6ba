// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.benchmarks.peers;

import java.util.List;
import java.util.Optional;

/** Who is compared: the engine's class with whole buffers, with streams where it has them, and how its JVM is started. */
enum Peer {
    JDK("JDK " + Runtime.version().feature(), JdkBuffers.class, JdkStreams.class, Jvm.THIS_JAVA),
    JDK_25("JDK 25", JdkBuffers.class, JdkStreams.class, Jvm.JAVA_25),
    DIRECT("WarpDrive, HwDeflater", HwBuffers.class, HwStreams.class, Jvm.THIS_JAVA),
    AGENT("WarpDrive, agent", JdkBuffers.class, JdkStreams.class, Jvm.WITH_AGENT),
    AGENT_25("WarpDrive, agent, JDK 25", JdkBuffers.class, JdkStreams.class, Jvm.WITH_AGENT_25),
    TWO_THREADS("WarpDrive, threads=2", null, HwStreams.class, Jvm.TWO_THREADS),
    GKL("GKL 0.8.11", GklBuffers.class, null, Jvm.THIS_JAVA),
    AIRCOMPRESSOR("aircompressor-v3 3.7", AircompressorBuffers.class, null, Jvm.JAVA_25),
    MIGZ("MiGz, 2 threads", null, MigzStreams.class, Jvm.THIS_JAVA),
    PARALLEL_GZIP("parallelgzip, 2 threads", null, ParallelGzipStreams.class, Jvm.THIS_JAVA),
    LIBDEFLATE("limit: libdeflate in C", LibdeflateBuffers.class, null, Jvm.THIS_JAVA),
    ISAL("limit: ISA-L in C", IsalBuffers.class, null, Jvm.THIS_JAVA);

    /** How a JVM is started. */
    enum Jvm {
        /** The one that runs all of this. */
        THIS_JAVA,
        JAVA_25,
        WITH_AGENT,
        WITH_AGENT_25,
        TWO_THREADS;

        boolean isNewer() {
            return this == JAVA_25 || this == WITH_AGENT_25;
        }

        boolean hasAgent() {
            return this == WITH_AGENT || this == WITH_AGENT_25;
        }
    }

    /** One kind of work; the parameters are JMH's. */
    enum Work {
        DEFLATE_1("deflate, level 1", "deflate", 1, 0, 1),
        DEFLATE_6("deflate, level 6", "deflate", 6, 0, 1),
        DEFLATE_9("deflate, level 9", "deflate", 9, 0, 1),
        INFLATE("inflate", "inflate", 6, 0, 1),
        MESSAGES_DEFLATED("4 KB messages deflated, level 6", "deflate", 6, 4096, 1),
        MESSAGES_INFLATED("4 KB messages inflated", "inflate", 6, 4096, 1),
        TWO_AT_ONCE("deflate, level 6, two at once", "deflate", 6, 0, 2),
        STREAM_WRITTEN("gzip stream written", "write", 6, -1, 1),
        STREAM_READ("gzip stream read", "read", 6, -1, 1);

        private final String title;
        private final String method;
        private final int level;
        private final int message;
        private final int threads;

        /** @param message bytes; 0: a file at once; -1: a stream */
        Work(String title, String method, int level, int message, int threads) {
            this.title = title;
            this.method = method;
            this.level = level;
            this.message = message;
            this.threads = threads;
        }

        String title() {
            return title;
        }

        String method() {
            return method;
        }

        int level() {
            return level;
        }

        int message() {
            return message;
        }

        int threads() {
            return threads;
        }

        boolean isStream() {
            return message < 0;
        }

        boolean isCompressing() {
            return method.equals("deflate") || method.equals("write");
        }
    }

    private final String title;
    private final Class<? extends BufferBenchmark> buffers;
    private final Class<? extends StreamBenchmark> streams;
    private final Jvm jvm;

    /** Either class may be null: the engine has nothing of the kind. */
    Peer(String title, Class<? extends BufferBenchmark> buffers, Class<? extends StreamBenchmark> streams, Jvm jvm) {
        this.title = title;
        this.buffers = buffers;
        this.streams = streams;
        this.jvm = jvm;
    }

    String title() {
        return title;
    }

    Jvm jvm() {
        return jvm;
    }

    /** The class that does the work. */
    Optional<Class<?>> benchmark(Work work) {
        return Optional.ofNullable(work.isStream() ? streams : buffers);
    }

    /** Those that can do it. */
    static List<Peer> doing(Work work) {
        return List.of(values()).stream()
                .filter(peer -> peer.benchmark(work).isPresent())
                .toList();
    }
}
