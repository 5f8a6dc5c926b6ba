// SPDX-License-Identifier: Apache-2.0
/** Drop-ins for {@code java.util.zip} that run on accelerator queues. */
module io.warpdrive.deflater {
    requires transitive io.warpdrive.device;
    // Optional, so not transitive: every module that requires this one would need it to compile. And no provides clause
    // for its service: Java 17 would not start without it. Its factory finds our provider on the class path only.
    requires static org.apache.commons.compress;
    // the command-line tool, which a library's user does without
    requires static info.picocli;
    // the same, for its commands attach and report
    requires static jdk.attach;
    // to measure beside a program, and to register MXBeans
    requires static java.management;
    // for events of a flight recording
    requires static jdk.jfr;

    exports io.warpdrive.compress;
    exports io.warpdrive.health;
    exports io.warpdrive.zip;

    // the interface of the MXBeans
    exports io.warpdrive.observe to
            java.management;

    opens io.warpdrive.cli to
            info.picocli;
}
