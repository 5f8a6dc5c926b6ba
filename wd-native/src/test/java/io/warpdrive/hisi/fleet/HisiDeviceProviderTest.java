// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.hisi.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.warpdrive.queue.WdDevice;
import io.warpdrive.queue.WdException;
import io.warpdrive.queue.WdMode;
import io.warpdrive.queue.ZipOperation;
import io.warpdrive.settings.WdConfiguration;
import io.warpdrive.settings.WdPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which device comes first, and why others can't be used. */
final class HisiDeviceProviderTest {
    private static final int PROCESSORS = 1024;

    @TempDir
    Path root;

    private void device(String name, String... attributes) throws IOException {
        Path directory = root.resolve("sys/class/uacce").resolve(name);
        set(directory, "api", "hisi_qm_v2");
        set(directory, "flags", "1");
        set(directory, "available_instances", "10");
        set(directory, "algorithms", "zlib\ngzip\ndeflate\n");
        set(directory, "region_mmio_size", "8192");
        set(directory, "region_dus_size", "151552");
        for (String attribute : attributes) {
            String[] parts = attribute.split("=", 2);
            set(directory, parts[0], parts[1]);
        }
        set(root.resolve("dev"), name, "");
    }

    private static void set(Path directory, String name, String value) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, value);
    }

    private List<WdDevice> discover(String... settings) {
        Properties properties = new Properties();
        for (String setting : settings) {
            String[] parts = setting.split("=", 2);
            properties.setProperty("warpdrive." + parts[0], parts[1]);
        }
        return new HisiDeviceProvider().discover(WdConfiguration.read(properties, Map.of("root", root.toString())));
    }

    // a choice that changes from run to run can't be explained to anybody
    @Test
    void priorityThenDistanceThenFreeQueuesThenNameDecide() throws IOException {
        // whichever processor the test runs on belongs to node 0
        for (int i = 0; i < PROCESSORS; i++) {
            Files.createDirectories(root.resolve("sys/devices/system/node/node0/cpu" + i));
        }
        set(root.resolve("sys/devices/system/node/node0"), "distance", "10 40");
        Files.createDirectories(root.resolve("sys/devices/system/node/node1"));
        device("hisi_zip-1", "device/numa_node=1", "available_instances=900");
        device("hisi_zip-2", "device/numa_node=0", "available_instances=10");
        device("hisi_zip-3", "device/numa_node=0", "available_instances=20");
        device("hisi_zip-4", "device/numa_node=0", "available_instances=20");
        device("hisi_zip-5", "device/numa_node=-1", "available_instances=999");
        device("hisi_zip-6", "device/numa_node=1", "available_instances=1", "priority=5");
        assertThat(discover())
                .extracting(WdDevice::name)
                .containsExactly("hisi_zip-6", "hisi_zip-3", "hisi_zip-4", "hisi_zip-2", "hisi_zip-5", "hisi_zip-1");
    }

    // an operator can only mend what is named
    @ParameterizedTest
    @CsvSource({
        "hisi_sec2-0,api=hisi_qm_v2,no ZIP engine",
        "hisi_zip-0,api=hisi_qm_v2x,hisi_qm_v2x",
        "hisi_zip-0,flags=2,IOMMU",
        "hisi_zip-0,isolate=1,isolated",
        "hisi_zip-0,region_dus_size=7,region_dus_size"
    })
    void unusableDevicesAreListedWithTheirReason(String name, String attribute, String reason) throws IOException {
        device(name, attribute);
        WdDevice device = discover().get(0);
        assertThat(device.unusable().orElseThrow()).contains(reason);
        assertThatThrownBy(() -> device.requestQueue(ZipOperation.DEFLATE))
                .isInstanceOf(WdException.class)
                .hasMessageContaining(reason);
    }

    // no udev rule: the commonest reason of all
    @Test
    void missingNodeIsNamed() throws IOException {
        device("hisi_zip-0");
        Files.delete(root.resolve("dev/hisi_zip-0"));
        assertThat(discover().get(0).unusable().orElseThrow()).contains("no " + root.resolve("dev/hisi_zip-0"));
    }

    // a file that is no device must not be mistaken for one
    @Test
    void nodeThatIsNoDeviceFailsAtOpenByName() throws IOException {
        device("hisi_zip-0");
        assertThatThrownBy(() -> discover().get(0).requestQueue(ZipOperation.DEFLATE))
                .isInstanceOf(WdException.class)
                .hasMessageMatching(".*E[A-Z]+ \\(.*");
    }

    // the engine has no levels and its output has not been measured: nobody gets it unasked where size matters
    @Test
    void plansDependOnThePolicyUnlessTheDeviceIsPinned() throws IOException {
        device("hisi_zip-0");
        WdDevice automatic = discover().get(0);
        assertThat(automatic.deflatePlan(6, WdPolicy.SPEED)).isPresent();
        assertThat(automatic.deflatePlan(7, WdPolicy.SPEED)).isEmpty();
        assertThat(automatic.deflatePlan(1, WdPolicy.BALANCED)).isEmpty();
        assertThat(automatic.inflatePlan()).isEmpty();
        WdDevice pinned = discover("device=hisi_zip-0").get(0);
        assertThat(pinned.deflatePlan(9, WdPolicy.RATIO).orElseThrow().blockSize())
                .isEqualTo(65536);
        assertThat(pinned.deflatePlan(6, WdPolicy.BALANCED).orElseThrow().historySize())
                .isZero();
        assertThat(pinned.inflatePlan().orElseThrow().inPlace()).isFalse();
    }

    // physical addresses without protection let any user read and write all of memory
    @Test
    void deviceWithoutIommuIsRefusedUnlessAllowed() throws IOException {
        device("hisi_zip-0", "flags=2");
        assertThat(discover().get(0).unusable().orElseThrow()).contains("no IOMMU", "noiommu=true");
        WdDevice allowed = discover("noiommu=true").get(0);
        assertThat(allowed.unusable()).isEmpty();
        assertThat(allowed.mode()).isEqualTo(WdMode.NOIOMMU);
    }
}
