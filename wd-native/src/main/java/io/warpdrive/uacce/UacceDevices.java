// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.uacce;

import io.warpdrive.support.WdLog;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Finds the devices that the kernel, or an emulator, has registered. */
public final class UacceDevices {
    private UacceDevices() {}

    /**
     * All devices below {@code root}, usable or not, by name.
     *
     * @param root {@code /}, or a directory in its place
     */
    public static List<UacceDevice> list(Path root) {
        Path directory = root.resolve("sys/class/uacce");
        List<UacceDevice> devices = new ArrayList<>();
        if (!Files.isDirectory(directory)) {
            return devices;
        }
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
            for (Path entry : entries) {
                if (Files.isDirectory(entry)) {
                    Path node = root.resolve("dev").resolve(String.valueOf(entry.getFileName()));
                    devices.add(new Attributes(entry).read(node));
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            // the directory went away while it was read: what was seen counts
            WdLog.debug("can't read " + directory + ": " + e.getMessage());
        }
        devices.sort(Comparator.comparing(UacceDevice::name));
        return devices;
    }
}
