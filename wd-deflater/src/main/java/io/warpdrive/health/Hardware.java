// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.health;

import io.warpdrive.health.WdHealth.Finding;
import io.warpdrive.health.WdHealth.State;
import io.warpdrive.queue.WdDevice;
import io.warpdrive.queue.WdDevices;
import io.warpdrive.queue.WdMode;
import java.util.List;
import java.util.Set;

/**
 * The ZIP engines of this machine, as the kernel knows them: on the PCI bus, with a driver, registered with uacce. What is
 * missing between two of these steps is what to do.
 *
 * @param system where {@code sys} and {@code dev} are
 */
record Hardware(SystemFiles system) {
    private static final String SUBJECT = "hardware";
    private static final String PCI = "sys/bus/pci/devices";
    private static final String MODULE = "sys/module/hisi_zip";
    private static final String VENDOR = "0x19e5";
    /** HiSilicon's ZIP engine, and a part of one that a virtual machine was given (the kernel's hisi_zip driver). */
    private static final Set<String> DEVICES = Set.of("0xa250", "0xa251");

    private static final String OPTIONS =
            "load it with uacce_mode=1, for example by 'options hisi_zip uacce_mode=1' in /etc/modprobe.d/hisi_zip.conf";

    Finding look(WdDevices devices) {
        List<WdDevice> registered = devices.list().stream()
                .filter(device -> device.mode() != WdMode.SOFTWARE)
                .toList();
        if (!registered.isEmpty()) {
            return new Finding(
                    SUBJECT,
                    State.OK,
                    registered.size() + " registered with uacce: "
                            + String.join(
                                    ", ",
                                    registered.stream().map(WdDevice::name).toList()),
                    "What each of them can do is said above.");
        }
        return missing();
    }

    /** No device is registered. */
    private Finding missing() {
        boolean onBus = system.names(PCI).stream().anyMatch(this::isEngine);
        boolean hasDriver = system.exists(MODULE);
        if (!onBus && !hasDriver) {
            return new Finding(SUBJECT, State.OK, "no ZIP engine on this machine", "Fine, software does the work.");
        }
        if (!hasDriver) {
            return costs("a ZIP engine without its driver", "The kernel needs the module hisi_zip: " + OPTIONS + ".");
        }
        String mode = system.text(MODULE + "/parameters/uacce_mode").orElse("");
        if (!mode.equals("1")) {
            return costs(
                    "the driver hisi_zip keeps the engine to the kernel (uacce_mode=" + (mode.isEmpty() ? "?" : mode)
                            + ")",
                    "Unload hisi_zip and " + OPTIONS + ".");
        }
        if (system.names("sys/class/iommu").isEmpty()) {
            return costs(
                    "no IOMMU, which programs need to share memory with the engine",
                    "Turn the SMMU on in the firmware, and look that the kernel does not run with iommu.passthrough=1.");
        }
        return onBus
                ? costs(
                        "a ZIP engine and its driver, but nothing in /sys/class/uacce",
                        "The kernel needs CONFIG_UACCE: look for hisi_zip and uacce in dmesg.")
                : costs("the driver hisi_zip, but no ZIP engine", "Look for hisi_zip in dmesg and lspci.");
    }

    private boolean isEngine(String name) {
        String path = PCI + "/" + name;
        return system.text(path + "/vendor").orElse("").equals(VENDOR)
                && DEVICES.contains(system.text(path + "/device").orElse(""));
    }

    private static Finding costs(String fact, String advice) {
        return new Finding(SUBJECT, State.COSTS_SPEED, fact, advice);
    }

    /** What to do about a registered device that can't be used. */
    static String advice(String reason) {
        if (reason.startsWith("no permission")) {
            return "Let this user open it with a udev rule: KERNEL==\"hisi_zip-*\", SUBSYSTEM==\"uacce\", MODE=\"0660\","
                    + " GROUP=\"zip\", and add the user to that group.";
        }
        if (reason.contains("shared virtual addressing")) {
            return "Turn the SMMU on in the firmware; the kernel needs CONFIG_IOMMU_SVA and no iommu.passthrough=1.";
        }
        if (reason.contains("no IOMMU")) {
            return "Turn the SMMU on in the firmware; noiommu=true is for tests only.";
        }
        if (reason.startsWith("isolated")) {
            return "Read its errors with dmesg, and reset it or load hisi_zip anew.";
        }
        if (reason.startsWith("no /")) {
            return "Its node is missing: in a container hand it in with --device, elsewhere look at udev.";
        }
        return "This library can't drive it, so it is passed over.";
    }
}
