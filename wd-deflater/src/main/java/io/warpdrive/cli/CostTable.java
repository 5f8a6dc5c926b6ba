// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.cli;

import io.warpdrive.route.CostReport;
import io.warpdrive.route.Costs;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * What {@code wd devices --costs} prints.
 *
 * @param report what was measured
 */
record CostTable(CostReport report) {
    private static final int SAMPLE_BYTES = 256 * 1024;
    private static final String[] WORDS =
            ("the of and to in is that for it as was with be by on not he his but at are this have from or had an"
                            + " they which one you were all her she there would their we him been has when who will no more"
                            + " if out so up said what its about than into them can only other time new some could these")
                    .split(" ");

    /** Text that compresses about as people's does. */
    static byte[] sample() {
        Random random = new Random(1);
        StringBuilder text = new StringBuilder();
        while (text.length() < SAMPLE_BYTES) {
            // the more often a word occurs, the earlier it stands
            int index = (int) (WORDS.length * random.nextDouble() * random.nextDouble());
            text.append(WORDS[index]).append(random.nextInt(12) == 0 ? ", " + random.nextInt(1000) + " " : " ");
        }
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }

    List<String> text() {
        List<String> lines = new ArrayList<>();
        lines.add("Nanoseconds a byte of input, zlib's and the engine's, and who serves where the engine may:");
        List<Costs.Cost> heads = report.inflate();
        lines.add(row("", heads.stream().map(cost -> cost.size() + " bytes").toList()));
        for (int i = 0; i < report.deflate().size(); i++) {
            lines.add(row("deflate " + (i + 1), cells(report.deflate().get(i))));
        }
        lines.add(row("inflate", cells(report.inflate())));
        lines.add("");
        lines.add(String.format(
                "Loading took %d ms here. Under start=earned it is done once zlib has cost a process %d ms.",
                TimeUnit.NANOSECONDS.toMillis(report.loadingNanos()),
                TimeUnit.NANOSECONDS.toMillis(report.priceNanos())));
        return lines;
    }

    private static List<String> cells(List<Costs.Cost> costs) {
        return costs.stream().map(CostTable::cell).toList();
    }

    private static String cell(Costs.Cost cost) {
        // a built-in value is nothing that was found here
        return cost.measured() == 0
                ? "not measured"
                : String.format("%.1f %.1f %s", cost.zlib(), cost.engine(), cost.zlibIsFaster() ? "zlib" : "engine");
    }

    private static String row(String name, List<String> cells) {
        StringBuilder line = new StringBuilder(String.format("  %-10s", name));
        cells.forEach(cell -> line.append(String.format(" %20s", cell)));
        return line.toString();
    }

    String json() {
        Map<String, Object> json = new LinkedHashMap<>();
        List<Object> deflate = new ArrayList<>();
        for (int i = 0; i < report.deflate().size(); i++) {
            deflate.add(Map.of("level", i + 1, "sizes", json(report.deflate().get(i))));
        }
        json.put("deflate", deflate);
        json.put("inflate", json(report.inflate()));
        json.put("loadingNanos", report.loadingNanos());
        json.put("priceNanos", report.priceNanos());
        return Json.of(json);
    }

    private static List<Map<String, Object>> json(List<Costs.Cost> costs) {
        List<Map<String, Object>> lines = new ArrayList<>();
        for (Costs.Cost cost : costs) {
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("bytes", cost.size());
            line.put("zlibNanosPerByte", cost.zlib());
            line.put("engineNanosPerByte", cost.engine());
            line.put("server", cost.zlibIsFaster() ? "zlib" : "engine");
            lines.add(line);
        }
        return lines;
    }
}
