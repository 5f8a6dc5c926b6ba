// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.cli;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.Locale;

/** Counts what is read of an input and shows it as a bar on a terminal. */
final class Progress extends FilterInputStream {
    /** Below this there is nothing to wait for. */
    static final long SMALLEST = 16L << 20;

    private static final int WIDTH = 40;
    private static final long INTERVAL_NANOS = 100_000_000;

    private final PrintStream terminal;
    private final String name;
    private final long size;
    private long count;
    private long next = System.nanoTime() + INTERVAL_NANOS;
    private boolean shown;

    Progress(InputStream in, PrintStream terminal, String name, long size) {
        super(in);
        this.terminal = terminal;
        this.name = name;
        this.size = size;
    }

    @Override
    public int read() throws IOException {
        int value = super.read();
        advance(value < 0 ? 0 : 1);
        return value;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int read = super.read(bytes, offset, length);
        advance(Math.max(read, 0));
        return read;
    }

    private void advance(int bytes) {
        count += bytes;
        long now = System.nanoTime();
        if (now - next >= 0) {
            next = now + INTERVAL_NANOS;
            terminal.print("\r" + bar(name, count, size));
            terminal.flush();
            shown = true;
        }
    }

    /** The line for {@code count} of {@code size} bytes. */
    static String bar(String name, long count, long size) {
        double part = Math.min(1, (double) count / size);
        int filled = (int) (part * WIDTH);
        return String.format(
                Locale.ROOT,
                "%s [%s%s] %3d%% %d/%d MB",
                name,
                "#".repeat(filled),
                ".".repeat(WIDTH - filled),
                (int) (part * 100),
                count >> 20,
                size >> 20);
    }

    @Override
    public void close() throws IOException {
        if (shown) {
            // the bar makes way for whatever is said next
            terminal.print("\r\033[K");
            terminal.flush();
        }
        super.close();
    }
}
