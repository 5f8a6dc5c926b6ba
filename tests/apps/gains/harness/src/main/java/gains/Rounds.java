// SPDX-License-Identifier: Apache-2.0
package gains;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Runs the rows of a program in one JVM and prints a line for each. Of each row the first round is looked at and not
 * measured, then come rounds to warm up, then as many that are measured. How many there are is found in one JVM and
 * told to all others, so that their whole processes do the same.
 */
public final class Rounds {
    private static final String MILLIS = "--millis=";
    private static final String COUNTS = "--counts=";
    /** How much longer than what is worked a row may take. */
    private static final int LONGEST_WAIT = 10;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    /** Rounds that are to be found out; 0: it has been. */
    private final long nanos;
    /** For each row that is still to come. */
    private final Deque<Integer> counts = new ArrayDeque<>();

    private boolean callerWorks = true;
    /** Nanoseconds of processor time. */
    private LongSupplier clock = this::working;

    private Rounds(long nanos) {
        this.nanos = nanos;
    }

    /**
     * Takes what the program was told.
     *
     * @param arguments the program's: {@code --millis=N} to take as many rounds as fit in, {@code --counts=N,N,…} to take so
     *     many, none for the first alone
     */
    public static Rounds of(String... arguments) {
        Rounds rounds = new Rounds(TimeUnit.MILLISECONDS.toNanos(Long.parseLong(value(arguments, MILLIS, "0"))));
        for (String count : value(arguments, COUNTS, "").split(",", 0)) {
            if (!count.isEmpty()) {
                rounds.counts.add(Integer.valueOf(count));
            }
        }
        return rounds;
    }

    private static String value(String[] arguments, String key, String otherwise) {
        return Arrays.stream(arguments)
                .filter(argument -> argument.startsWith(key))
                .map(argument -> argument.substring(key.length()))
                .findFirst()
                .orElse(otherwise);
    }

    /** The calling thread is the client of what is measured. */
    public Rounds withoutCaller() {
        callerWorks = false;
        return this;
    }

    /** What is measured works in other processes, whose nanoseconds of processor time somebody else knows. */
    public void by(LongSupplier nanosElsewhere) {
        clock = nanosElsewhere;
    }

    /** Says why something is not among the rows. */
    public void note(String text) {
        System.out.println("note\t" + text);
    }

    /** Runs what is only looked at. */
    public void check(String name, Workload workload) throws Exception {
        print(name, 0, 0, 0, digest(workload));
    }

    private static String digest(Workload workload) throws Exception {
        Content content = new Content(true);
        workload.round(content);
        return content.digest();
    }

    /** Runs a row. */
    public void row(String name, Workload workload) throws Exception {
        String digest = digest(workload);
        int count = 0;
        long cpu = 0;
        long bytes = 0;
        if (nanos > 0 || !counts.isEmpty()) {
            count = nanos > 0 ? fitting(workload) : counts.remove();
            repeat(workload, count);
            long before = clock.getAsLong();
            bytes = repeat(workload, count);
            cpu = clock.getAsLong() - before;
        }
        print(name, count, cpu, bytes, digest);
    }

    private static void print(String name, int count, long cpu, long bytes, String digest) {
        System.out.println(String.join(
                "\t", "row", name, Integer.toString(count), Long.toString(cpu), Long.toString(bytes), digest));
    }

    /** By processor time, so that a machine that is shared warms up as well; waiting alone must not go on for ever. */
    private int fitting(Workload workload) throws Exception {
        rounds(workload);
        return rounds(workload);
    }

    private int rounds(Workload workload) throws Exception {
        long worked = clock.getAsLong();
        long began = System.nanoTime();
        int count = 0;
        do {
            repeat(workload, 1);
            count++;
        } while (clock.getAsLong() - worked < nanos && System.nanoTime() - began < LONGEST_WAIT * nanos);
        return count;
    }

    private static long repeat(Workload workload, int count) throws Exception {
        Content content = new Content(false);
        for (int i = 0; i < count; i++) {
            workload.round(content);
        }
        return content.bytes();
    }

    /** Processor time of all threads of Java's that run; the JVM's own, its compilers' for one, are not among them. */
    private long working() {
        long sum = 0;
        for (long id : THREADS.getAllThreadIds()) {
            // one that has ended in between says -1
            sum += callerWorks || id != Thread.currentThread().getId() ? Math.max(0, THREADS.getThreadCpuTime(id)) : 0;
        }
        return sum;
    }
}
