// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.tests.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.warpdrive.support.WdHost;
import io.warpdrive.support.WdLog;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an application's logging may do when we have something to say. */
class LogTest {
    private static final Logger LOGGER = Logger.getLogger("io.warpdrive");
    private static final PrintStream STANDARD_ERROR = System.err;

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final List<String> logged = new ArrayList<>();
    private Handler handler;

    @BeforeEach
    void catchStandardError() {
        LOGGER.setUseParentHandlers(false);
        System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void putAllBack() {
        System.setErr(STANDARD_ERROR);
        LOGGER.removeHandler(handler);
        LOGGER.setUseParentHandlers(true);
        WdHost.tell(() -> true, () -> false, () -> {});
    }

    private void handle(Consumer<String> publish) {
        handler = new Handler() {
            @Override
            public void publish(LogRecord message) {
                publish.accept(message.getMessage());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        LOGGER.addHandler(handler);
    }

    private List<String> printed() {
        return printed.toString(StandardCharsets.UTF_8).lines().toList();
    }

    /** Without it an application's logger that is closed, or an Error of it, comes out of deflate(). */
    @Test
    void whatALoggerThrowsStaysInsideAndTheMessageIsALine() {
        for (Throwable thrown : List.of(
                new IllegalStateException("closed"), new NoClassDefFoundError("gone"), new StackOverflowError())) {
            handle(message -> LogTest.<RuntimeException>raise(thrown));
            WdLog.info("said " + thrown.getClass().getSimpleName());
            LOGGER.removeHandler(handler);
        }
        assertThat(printed())
                .containsExactly(
                        "warpdrive: said IllegalStateException",
                        "warpdrive: said NoClassDefFoundError",
                        "warpdrive: said StackOverflowError");
        assertThat(WdLog.isLogging()).isFalse();
    }

    /** Without it a logger that uses a stream of ours logs until the stack is full. */
    @Test
    void aMessageInsideAMessageDoesNotGoToTheLogger() {
        handle(message -> {
            logged.add(message + " " + WdLog.isLogging());
            WdLog.info("inner");
        });
        WdLog.info("outer");
        assertThat(logged).containsExactly("outer true");
        assertThat(printed()).containsExactly("warpdrive: inner");
        assertThat(WdLog.isLogging()).isFalse();
    }

    /** Without it our message starts the application's logging before the application has set it up. */
    @Test
    void whereLoggingDoesNotRunAMessageIsOneLineOnStandardError() {
        handle(logged::add);
        WdHost.tell(() -> false, () -> false, () -> {});
        WdLog.info("early");
        assertThat(logged).isEmpty();
        assertThat(printed()).containsExactly("warpdrive: early");
        WdHost.tell(() -> true, () -> false, () -> {});
        WdLog.info("late");
        assertThat(logged).containsExactly("late");
    }

    /** Without it a program that replaced standard error by something that throws gets that out of deflate(). */
    @Test
    void standardErrorMayThrowAsWell() {
        handle(message -> LogTest.<RuntimeException>raise(new IllegalStateException("closed")));
        System.setErr(new PrintStream(OutputStream.nullOutputStream()) {
            @Override
            public void println(String line) {
                logged.add(line);
                throw new IllegalStateException("closed too");
            }
        });
        WdLog.info("nobody hears");
        assertThat(logged).containsExactly("warpdrive: nobody hears");
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void raise(Throwable thrown) throws T {
        throw (T) thrown;
    }
}
