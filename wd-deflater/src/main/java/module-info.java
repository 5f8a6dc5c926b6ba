// SPDX-License-Identifier: Apache-2.0
/** Drop-ins for {@code java.util.zip} that run on accelerator queues. */
module io.warpdrive.deflater {
    requires transitive io.warpdrive.device;

    exports io.warpdrive.zip;
}
