// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.benchmarks.measure;

/** How long is measured. Budgets are for a whole comparison, however many files: a long corpus does not make a long run. */
public enum Effort {
    QUICK(5, 1 << 20, 2, 2_000, 2, 700, 150, 5, 300, 50, 1),
    FULL(Integer.MAX_VALUE, 8 << 20, 2, 40_000, 6, 12_000, 1_500, 21, 2_000, 200, 3);

    private static final long SHORTEST = 20;
    private static final long LONGEST = 1_000;

    private final int mostFiles;
    private final int longestFile;
    private final int streamRounds;
    private final long streamMillis;
    private final int messageRounds;
    private final long messageMillis;
    private final long warmUpMillis;
    private final int startUps;
    private final long threadMillis;
    private final int openObjects;
    private final int memoryRounds;

    Effort(
            int mostFiles,
            int longestFile,
            int streamRounds,
            long streamMillis,
            int messageRounds,
            long messageMillis,
            long warmUpMillis,
            int startUps,
            long threadMillis,
            int openObjects,
            int memoryRounds) {
        this.mostFiles = mostFiles;
        this.longestFile = longestFile;
        this.streamRounds = streamRounds;
        this.streamMillis = streamMillis;
        this.messageRounds = messageRounds;
        this.messageMillis = messageMillis;
        this.warmUpMillis = warmUpMillis;
        this.startUps = startUps;
        this.threadMillis = threadMillis;
        this.openObjects = openObjects;
        this.memoryRounds = memoryRounds;
    }

    /** Files of a corpus that are measured on. */
    public int mostFiles() {
        return mostFiles;
    }

    /** Bytes of a file that are measured on. */
    public int longestFile() {
        return longestFile;
    }

    /** Rounds in turn for each file that is streamed. */
    public int streamRounds() {
        return streamRounds;
    }

    /** Rounds in turn for the messages of each file: they are shorter, and more of them. */
    public int messageRounds() {
        return messageRounds;
    }

    /** For one contender, one file and one round. */
    long streamMillis(int contenders, int files) {
        return share(streamMillis, contenders * files * streamRounds);
    }

    long messageMillis(int contenders, int files) {
        return share(messageMillis, contenders * files * messageRounds);
    }

    /** What a fresh JVM gets before it is measured. */
    long warmUpMillis() {
        return warmUpMillis;
    }

    /** JVMs that are started with the agent, and as many without. */
    public int startUps() {
        return startUps;
    }

    long threadMillis() {
        return threadMillis;
    }

    /** Objects that are open at the same time when their memory is measured. */
    public int openObjects() {
        return openObjects;
    }

    /** JVMs in turn whose memory is measured. */
    int memoryRounds() {
        return memoryRounds;
    }

    private static long share(long millis, int parts) {
        return Math.max(SHORTEST, Math.min(LONGEST, millis / parts));
    }
}
