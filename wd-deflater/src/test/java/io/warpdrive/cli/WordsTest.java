// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.warpdrive.queue.ZipOperation;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Names, numbers and tables as the user sees them. */
class WordsTest {

    /** A file must get back the name it had. */
    @Test
    void originalNameIsTheNameWithoutSuffix() {
        assertThat(Format.GZIP.originalName("a.txt.gz")).contains("a.txt");
        assertThat(Format.GZIP.originalName("a.tgz")).contains("a.tar");
        assertThat(Format.ZLIB.originalName("a.zz")).contains("a");
        assertThat(Format.DEFLATE.originalName("a.deflate")).contains("a");
        assertThat(Format.GZIP.originalName("a.zz")).isEmpty();
        assertThat(Format.GZIP.originalName(".gz")).isEmpty();
    }

    /** A terminal line that grows would not be overwritten by the next. */
    @Test
    void barKeepsItsLength() {
        long size = 100L << 20;
        assertThat(Progress.bar("file", size / 4, size))
                .contains("[##########.")
                .contains(" 25% 25/100 MB");
        assertThat(Progress.bar("file", 2 * size, size)).contains("100%");
        assertThat(Progress.bar("file", 0, size))
                .hasSameSizeAs(Progress.bar("file", 9 << 20, size).replace("9/", "0/"));
    }

    /** Programs read it: quotes and control characters of a reason must not break it. */
    @Test
    void jsonIsEscaped() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("text", "a\"b\\c\n");
        map.put("list", Arrays.asList(1, true, null));
        assertThat(Json.of(map)).isEqualTo("{\"text\":\"a\\\"b\\\\c\\u000a\",\"list\":[1,true,null]}");
    }

    /** Nine levels fit a line as ranges. */
    @Test
    void levelsAreShownAsRanges() {
        assertThat(DeviceReport.ranges(List.of(1, 2, 3, 6, 8, 9))).isEqualTo("1-3 6 8-9");
        assertThat(DeviceReport.ranges(List.of())).isEmpty();
    }

    /** Over several files time and bytes add up; a mean of rates would favour the small file. */
    @Test
    void totalIsOverBytesAndTime() {
        Bench.Task task = new Bench.Task(ZipOperation.DEFLATE, 6);
        Bench.Results slow = results(task, new Bench.Figure(1_000_000, 500_000, 1_000_000_000));
        Bench.Results fast = results(task, new Bench.Figure(3_000_000, 500_000, 1_000_000_000));
        Bench.Figure total = slow.plus(fast).figures().get(Bench.JDK).get(task);
        assertThat(total.speed()).isEqualTo(2);
        assertThat(total.ratio()).isEqualTo(0.25);
    }

    /** What a device leaves to zlib was not measured on the device, and must not look as if it had been. */
    @Test
    void tableSaysWhatIsLeftToZlib() {
        Bench.Task task = new Bench.Task(ZipOperation.DEFLATE, 9);
        Map<String, Map<Bench.Task, Bench.Figure>> figures = new LinkedHashMap<>();
        figures.put(Bench.JDK, Map.of(task, new Bench.Figure(1_000_000, 250_000, 100_000_000)));
        figures.put("soft", Map.of());
        List<String> lines = BenchTable.lines(new Bench.Results(figures), List.of(task));
        assertThat(lines).hasSize(3);
        assertThat(lines.get(1)).contains("jdk").contains("10 (1.00x) 0.2500");
        assertThat(lines.get(2)).contains("soft").contains("left to zlib");
    }

    private static Bench.Results results(Bench.Task task, Bench.Figure figure) {
        return new Bench.Results(Map.of(Bench.JDK, Map.of(task, figure)));
    }
}
