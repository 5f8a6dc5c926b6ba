// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.uacce;

import io.warpdrive.queue.WdMode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The attributes in a device's directory: today's kernel's names, then those of the RFC (in {@code params/}) where the
 * first is absent. What is missing, damaged or absurd becomes a complaint, never an exception.
 */
final class Attributes {
    /** Bit of {@code flags}: shared virtual addressing. */
    private static final long SVA = 1;
    /** Bit of {@code flags} in drivers out of tree: no IOMMU. */
    private static final long NOIOMMU = 2;
    /** Bit of {@code flags} in drivers out of tree: an IOMMU, and static share memory to go with it. */
    private static final long IOMMU = 0x80;

    /** More than any attribute has; a longer file is not one. */
    private static final int LIMIT = 4096;
    /** A region can't be larger: it is one buffer. */
    private static final long REGION_LIMIT = 1L << 30;

    private static final int QUEUE_LIMIT = 1 << 16;

    private final Path directory;
    private final List<String> complaints = new ArrayList<>();

    Attributes(Path directory) {
        this.directory = directory;
    }

    /** Everything there is to know about a device. */
    UacceDevice read(Path node) {
        String name = String.valueOf(directory.getFileName());
        String api = text("api", "params/api_version").orElse("");
        if (api.isEmpty()) {
            complaints.add("attribute api is missing");
        }
        WdMode mode = mode();
        Set<String> algorithms = algorithms();
        long mmioSize = regionSize("region_mmio_size");
        long dusSize = regionSize("region_dus_size");
        if (freeQueues().isEmpty()) {
            complaints.add("attribute available_instances is missing or not a number");
        }
        int numaNode = (int) number("device/numa_node", "params/numa_node").orElse(-1);
        int priority = (int) number("priority", "params/priority").orElse(0);
        Optional<String> damage = complaints.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", complaints));
        return new UacceDevice(
                name, node, directory, api, mode, algorithms, mmioSize, dusSize, numaNode, priority, damage);
    }

    private WdMode mode() {
        OptionalLong flags = number("flags", "params/device_attr");
        if (flags.isEmpty()) {
            complaints.add("attribute flags is missing or not a number");
            return WdMode.NOIOMMU;
        }
        if ((flags.getAsLong() & SVA) != 0) {
            return WdMode.SVA;
        }
        if ((flags.getAsLong() & NOIOMMU) != 0) {
            return WdMode.NOIOMMU;
        }
        if ((flags.getAsLong() & IOMMU) == 0 && text(directory.resolve("flags")).isPresent()) {
            // mainline's answer where the IOMMU can't do it: the device is there, but sees no memory of any process
            complaints.add("the kernel gives it no shared virtual addressing (flags " + flags.getAsLong()
                    + "): is there an IOMMU, and is it on?");
        }
        return WdMode.SHARE_DOMAIN;
    }

    private Set<String> algorithms() {
        Optional<String> list = text("algorithms", "params/algorithms");
        if (list.isEmpty() || list.get().isEmpty()) {
            complaints.add("attribute algorithms is missing");
            return Set.of();
        }
        return Set.of(list.get().lines().map(String::strip).distinct().toArray(String[]::new));
    }

    private long regionSize(String attribute) {
        OptionalLong size = number(attribute, "params/" + attribute);
        if (size.isEmpty()) {
            complaints.add("attribute " + attribute + " is missing or not a number");
        } else if (size.getAsLong() <= 0 || size.getAsLong() > REGION_LIMIT || size.getAsLong() % LIMIT != 0) {
            complaints.add("attribute " + attribute + " can't be " + size.getAsLong());
        }
        return size.orElse(0);
    }

    OptionalInt freeQueues() {
        OptionalLong free = number("available_instances", "params/nr_queue_remained");
        return free.isPresent() && free.getAsLong() >= 0 && free.getAsLong() <= QUEUE_LIMIT
                ? OptionalInt.of((int) free.getAsLong())
                : OptionalInt.empty();
    }

    boolean isolated() {
        return number("isolate", "params/isolate").orElse(0) != 0;
    }

    /** Decimal, or hexadecimal with 0x, within 32 bits and a sign. */
    private OptionalLong number(String attribute, String alias) {
        Optional<String> text = text(attribute, alias);
        if (text.isEmpty()) {
            return OptionalLong.empty();
        }
        try {
            long value =
                    Long.decode(text.get().matches("0+[0-9].*") ? text.get().replaceFirst("^0+", "") : text.get());
            return value >= Integer.MIN_VALUE && value <= 0xffff_ffffL ? OptionalLong.of(value) : OptionalLong.empty();
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }

    private Optional<String> text(String attribute, String alias) {
        Optional<String> text = text(directory.resolve(attribute));
        return text.isPresent() ? text : text(directory.resolve(alias));
    }

    private static Optional<String> text(Path file) {
        try (var in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(LIMIT + 1);
            return bytes.length > LIMIT
                    ? Optional.empty()
                    : Optional.of(new String(bytes, StandardCharsets.UTF_8).strip());
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
