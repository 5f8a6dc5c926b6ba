// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.observe.trial;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Processor time of this process, as proc(5) has it: the classes of the JDK that tell it take 10 ms to load. */
public final class ProcessTime {
    private static final Path STAT = Path.of("/proc/self/stat");
    /** USER_HZ, the same on all of Linux's architectures that we run on. */
    private static final long TICKS_PER_SECOND = 100;
    /** Of the fields behind the name, which may have blanks in it. */
    private static final int USER = 11;

    private static final int SYSTEM = 12;

    /** Of each thread: nanoseconds that it ran, nanoseconds that it waited for a processor, and more. */
    private static final Path TASKS = Path.of("/proc/self/task");

    private static final String SCHEDULER = "schedstat";

    private ProcessTime() {}

    /** Nanoseconds of all threads so far; 0: unknown. */
    public static long nanos() {
        try {
            String line = Files.readString(STAT, StandardCharsets.ISO_8859_1);
            String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ", -1);
            long ticks = Long.parseLong(fields[USER]) + Long.parseLong(fields[SYSTEM]);
            return ticks * (TimeUnit.SECONDS.toNanos(1) / TICKS_PER_SECOND);
        } catch (IOException | RuntimeException e) {
            return 0;
        }
    }

    /** How much of the time in which they had something to do the threads that live ran, 0 to 1; 1 where nobody knows. */
    public static double share() {
        double ran = 0;
        double waited = 0;
        try (DirectoryStream<Path> tasks = Files.newDirectoryStream(TASKS)) {
            for (Path task : tasks) {
                String[] fields = Files.readString(task.resolve(SCHEDULER)).split(" ", -1);
                ran += Long.parseLong(fields[0]);
                waited += Long.parseLong(fields[1]);
            }
        } catch (IOException | RuntimeException e) {
            // a thread that has ended, or a kernel that does not count it
            return ran > 0 ? ran / (ran + waited) : 1;
        }
        return ran > 0 ? ran / (ran + waited) : 1;
    }
}
