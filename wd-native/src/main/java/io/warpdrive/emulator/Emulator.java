// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.emulator;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * ZIP engines without hardware, below a directory: attributes in {@code sys/class/uacce}, queue files in {@code dev}. A
 * process uses them with {@code -Dwarpdrive.root=DIR}. They live as long as this object and its process.
 */
public final class Emulator implements AutoCloseable {
    private final SoftEngine soft = new SoftEngine();
    private final List<EmulatedDevice> devices = new ArrayList<>();
    private final RootLock lock;

    private Emulator(RootLock lock) {
        this.lock = lock;
    }

    /**
     * Starts serving; every device is ready on return.
     *
     * @throws IOException when files can't be written or sockets can't be made, or are somebody else's
     * @throws IllegalArgumentException when a fault can't be understood
     */
    public static Emulator start(EmulatorOptions options) throws IOException {
        // not for a link to a directory, which Java 17 takes for something else
        if (!Files.isDirectory(options.root())) {
            Files.createDirectories(options.root());
        }
        Emulator emulator = new Emulator(RootLock.take(options.root()));
        try {
            for (int index = 0; index < options.devices(); index++) {
                EmulatedDevice device = new EmulatedDevice(options, index, emulator.soft);
                emulator.devices.add(device);
                device.start();
            }
            return emulator;
        } catch (IOException | RuntimeException e) {
            emulator.close();
            throw e;
        }
    }

    /** Takes the devices away from their clients and deletes the files. */
    @Override
    public void close() throws IOException {
        try (lock;
                soft) {
            close(devices.iterator());
        }
    }

    /** One that fails does not keep the others. */
    private static void close(Iterator<EmulatedDevice> rest) throws IOException {
        if (rest.hasNext()) {
            EmulatedDevice device = rest.next();
            rest.remove();
            try (device) {
                close(rest);
            }
        }
    }
}
