// SPDX-License-Identifier: Apache-2.0
/** Accelerator queues: the contract, and the devices behind it. */
@SuppressWarnings({
    "requires-automatic", // JNA names its module in the manifest only
    "module" // the command-line tool's module comes later in the build
})
module io.warpdrive.device {
    requires com.sun.jna;

    exports io.warpdrive.queue;
    exports io.warpdrive.queue.spi;
    exports io.warpdrive.settings;
    // not for applications: what our own modules share
    exports io.warpdrive.queue.pool to
            io.warpdrive.deflater;
    exports io.warpdrive.support to
            io.warpdrive.deflater;
    // for the command wd emulate
    exports io.warpdrive.emulator to
            io.warpdrive.deflater;

    uses io.warpdrive.queue.spi.WdDeviceProvider;

    provides io.warpdrive.queue.spi.WdDeviceProvider with
            io.warpdrive.hisi.fleet.HisiDeviceProvider,
            io.warpdrive.soft.SoftDeviceProvider;
}
