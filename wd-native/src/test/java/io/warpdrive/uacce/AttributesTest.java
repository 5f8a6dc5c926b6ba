// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.uacce;

import static org.assertj.core.api.Assertions.assertThat;

import io.warpdrive.queue.WdMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is believed of {@code /sys/class/uacce}, and what is not. */
final class AttributesTest {
    @TempDir
    Path root;

    private static Map<String, String> kunpeng() {
        Map<String, String> attributes = new HashMap<>();
        attributes.put("api", "hisi_qm_v2\n");
        attributes.put("flags", "1\n");
        attributes.put("available_instances", "256\n");
        attributes.put("algorithms", "zlib\ngzip\ndeflate\n");
        attributes.put("region_mmio_size", "8192\n");
        attributes.put("region_dus_size", "151552\n");
        attributes.put("device/numa_node", "2\n");
        return attributes;
    }

    private UacceDevice read(Map<String, String> attributes) throws IOException {
        Path directory = root.resolve("sys/class/uacce/hisi_zip-3");
        for (Map.Entry<String, String> attribute : attributes.entrySet()) {
            Path file = directory.resolve(attribute.getKey());
            Files.createDirectories(file.getParent());
            Files.writeString(file, attribute.getValue());
        }
        return UacceDevices.list(root).get(0);
    }

    // today's kernels
    @Test
    void kernelsAttributesAreRead() throws IOException {
        UacceDevice device = read(kunpeng());
        assertThat(device.damage()).isEmpty();
        assertThat(device.name()).isEqualTo("hisi_zip-3");
        assertThat(device.node()).isEqualTo(root.resolve("dev/hisi_zip-3"));
        assertThat(device.api()).isEqualTo("hisi_qm_v2");
        assertThat(device.mode()).isEqualTo(WdMode.SVA);
        assertThat(device.algorithms()).containsExactlyInAnyOrder("zlib", "gzip", "deflate");
        assertThat(device.mmioSize()).isEqualTo(8192);
        assertThat(device.dusSize()).isEqualTo(151_552);
        assertThat(device.numaNode()).isEqualTo(2);
        assertThat(device.freeQueues()).hasValue(256);
        assertThat(device.isolated()).isFalse();
    }

    // the names that the seed's document gives
    @Test
    void namesOfTheRfcAreAliases() throws IOException {
        Map<String, String> attributes = kunpeng();
        attributes.keySet().removeIf(name -> !name.startsWith("region") && !name.equals("algorithms"));
        attributes.put("params/api_version", "hisi_qm_v1");
        attributes.put("params/device_attr", "0x1");
        attributes.put("params/nr_queue_remained", "7");
        attributes.put("params/numa_node", "-1");
        attributes.put("params/priority", "5");
        UacceDevice device = read(attributes);
        assertThat(device.damage()).isEmpty();
        assertThat(device.api()).isEqualTo("hisi_qm_v1");
        assertThat(device.mode()).isEqualTo(WdMode.SVA);
        assertThat(device.freeQueues()).hasValue(7);
        assertThat(device.numaNode()).isEqualTo(-1);
        assertThat(device.priority()).isEqualTo(5);
    }

    // a device without shared page tables must not be given a process's addresses
    @ParameterizedTest
    @CsvSource({"0,SHARE_DOMAIN", "1,SVA", "2,NOIOMMU", "3,SVA", "128,SHARE_DOMAIN", "129,SVA"})
    void flagsTellTheMode(String flags, WdMode mode) throws IOException {
        Map<String, String> attributes = kunpeng();
        attributes.put("flags", flags);
        assertThat(read(attributes).mode()).isEqualTo(mode);
    }

    // mainline registers the device all the same where there is no IOMMU, but no request would find its data
    @Test
    void withoutSharedAddressesOrShareMemoryThereIsAReason() throws IOException {
        Map<String, String> attributes = kunpeng();
        attributes.put("flags", "0");
        assertThat(read(attributes).damage().orElseThrow()).contains("no shared virtual addressing", "flags 0");
        attributes.put("flags", "128");
        assertThat(read(attributes).damage()).isEmpty();
    }

    // one broken device must not cost the others, let alone the program
    @ParameterizedTest
    @CsvSource({
        "api,''",
        "flags,many",
        "flags,99999999999999999999",
        "available_instances,-1",
        "available_instances,''",
        "available_instances,100000",
        "algorithms,''",
        "region_mmio_size,0",
        "region_mmio_size,-4096",
        "region_mmio_size,100",
        "region_dus_size,999999999999",
        "region_dus_size,x"
    })
    void damagedAttributeIsAReasonNotAnException(String attribute, String value) throws IOException {
        Map<String, String> attributes = kunpeng();
        attributes.put(attribute, value);
        assertThat(read(attributes).damage().orElseThrow()).contains(attribute);
    }

    // as above
    @ParameterizedTest
    @CsvSource({"api", "flags", "available_instances", "algorithms", "region_mmio_size", "region_dus_size"})
    void missingAttributeIsAReasonNotAnException(String attribute) throws IOException {
        Map<String, String> attributes = kunpeng();
        attributes.remove(attribute);
        assertThat(read(attributes).damage().orElseThrow()).contains(attribute);
    }

    // a file that never ends must not be read for ever
    @Test
    void longOrBinaryAttributesAreDamage() throws IOException {
        Map<String, String> attributes = kunpeng();
        attributes.put("flags", "1".repeat(100_000));
        attributes.put("api", "\u0000\uffff");
        assertThat(read(attributes).damage().orElseThrow()).contains("flags");
    }

    // older kernels have neither, guests don't know their node
    @Test
    void optionalAttributesMayBeMissing() throws IOException {
        Map<String, String> attributes = kunpeng();
        attributes.remove("device/numa_node");
        UacceDevice device = read(attributes);
        assertThat(device.damage()).isEmpty();
        assertThat(device.numaNode()).isEqualTo(-1);
        assertThat(device.priority()).isZero();
    }

    // what can change is asked anew
    @Test
    void isolationAndFreeQueuesAreReadAtEachCall() throws IOException {
        UacceDevice device = read(kunpeng());
        Files.writeString(device.directory().resolve("isolate"), "1\n");
        Files.writeString(device.directory().resolve("available_instances"), "3\n");
        assertThat(device.isolated()).isTrue();
        assertThat(device.freeQueues()).hasValue(3);
    }

    // most machines
    @Test
    void machineWithoutUacceHasNoDevices() {
        assertThat(UacceDevices.list(root)).isEmpty();
    }
}
