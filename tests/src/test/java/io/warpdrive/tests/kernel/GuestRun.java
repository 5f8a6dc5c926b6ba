// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.tests.kernel;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectPackage;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.ClassNameFilter;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TagFilter;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** What the guest's JVM runs: the tests that this kernel is for, and last the line that the host looks for. */
public final class GuestRun {
    private static final String PREFIX = "guest: JVM: ";
    private static final String OURS = "io.warpdrive.tests.kernel";
    private static final String CONTRACT = "io\\.warpdrive\\.zip\\..*";
    /** Contract tests that take minutes under emulation, most of them on zlib. */
    private static final String SLOW =
            ".*(DamagedData|InflaterPending|InflaterRemaining|DeflaterBound|ByteBuffer|Concurrency)Test";
    /** Our own tests that start many JVMs. */
    private static final String MANY_PROCESSES = ".*(Programs|Processes)Test";

    private GuestRun() {}

    public static void main(String[] arguments) {
        Report report = new Report();
        Launcher launcher = LauncherFactory.create();
        launcher.registerTestExecutionListeners(report);
        if (Guest.hasSharedAddresses()) {
            // what java.util.zip promises, everything on the device, however small: as tests/emulator/run does it
            System.setProperty("warpdrive.device", Guest.DEVICE);
            System.setProperty("warpdrive.min", "1");
            launcher.execute(request("io.warpdrive.zip", "contract"));
            launcher.execute(request(OURS, "sva"));
            // leaves no device that this JVM could go on with
            launcher.execute(request(OURS, "removal"));
        } else {
            launcher.execute(request(OURS, "no-sva"));
        }
        System.exit(report.finish());
    }

    private static LauncherDiscoveryRequest request(String packageName, String tag) {
        String tests = System.getProperty("kernel.tests");
        LauncherDiscoveryRequestBuilder request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectPackage(packageName))
                .filters(
                        ClassNameFilter.includeClassNamePatterns(
                                tests.isEmpty() ? ClassNameFilter.STANDARD_INCLUDE_PATTERN : tests),
                        TagFilter.includeTags(tag));
        String[] excluded = excluded();
        if (tests.isEmpty() && excluded.length > 0) {
            request.filters(ClassNameFilter.excludeClassNamePatterns(excluded));
        }
        return request.build();
    }

    private static String[] excluded() {
        String extent = System.getProperty("kernel.extent");
        return switch (extent) {
            case "all" -> new String[0];
            case "quick" -> new String[] {SLOW};
            // what differs between kernels is left
            case "brief" -> new String[] {MANY_PROCESSES, CONTRACT};
            default -> throw new IllegalArgumentException("no extent is called " + extent);
        };
    }

    /** A line for each class, and all of what fails. */
    private static final class Report implements TestExecutionListener {
        private final AtomicLong started = new AtomicLong();
        private long passed;
        private long failed;
        private long skipped;

        private static boolean isClass(TestIdentifier test) {
            return test.isContainer()
                    && test.getSource().isPresent()
                    && test.getUniqueIdObject().getSegments().size() == 2;
        }

        @Override
        public void executionStarted(TestIdentifier test) {
            if (isClass(test)) {
                started.set(System.nanoTime());
            }
        }

        @Override
        public void executionSkipped(TestIdentifier test, String reason) {
            skipped++;
            System.out.println("  skipped: " + test.getLegacyReportingName() + ": " + reason);
        }

        @Override
        public void executionFinished(TestIdentifier test, TestExecutionResult result) {
            if (result.getStatus() == TestExecutionResult.Status.FAILED) {
                failed++;
                System.out.println("  FAILED: " + test.getUniqueId());
                result.getThrowable().ifPresent(failure -> failure.printStackTrace(System.out));
            } else if (test.isTest()) {
                if (result.getStatus() == TestExecutionResult.Status.ABORTED) {
                    executionSkipped(
                            test,
                            result.getThrowable().map(Throwable::getMessage).orElse("no reason given"));
                } else {
                    passed++;
                }
            }
            if (isClass(test)) {
                long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - started.get());
                System.out.printf("  %6d ms  %s%n", millis, test.getLegacyReportingName());
            }
        }

        /** The last line. A run of nothing is no success. */
        int finish() {
            boolean good = failed == 0 && passed > 0;
            System.out.printf("guest: %d tests passed, %d failed, %d skipped%n", passed, failed, skipped);
            System.out.println(PREFIX + (good ? "PASSED" : "FAILED"));
            return good ? 0 : 1;
        }
    }
}
