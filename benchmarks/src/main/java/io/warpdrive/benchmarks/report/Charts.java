// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.benchmarks.report;

import io.warpdrive.benchmarks.bars.Bar;
import io.warpdrive.benchmarks.bars.Outcome;
import io.warpdrive.benchmarks.bars.Quantity;
import io.warpdrive.benchmarks.measure.ThreadScaling;
import io.warpdrive.benchmarks.measure.Variant;
import io.warpdrive.benchmarks.peers.PeerResults;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import javax.imageio.ImageIO;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.HorizontalBarChart;
import org.knowm.xchart.HorizontalBarChartBuilder;
import org.knowm.xchart.internal.chartpart.IChart;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.Styler.LegendPosition;

/** Draws PNG files. */
final class Charts {
    private static final int WIDTH = 1000;
    private static final Color OURS = new Color(0x1f, 0x77, 0xb4);
    private static final Color BAR = new Color(0xc8, 0xc8, 0xc8);

    private final Path directory;

    Charts(Path directory) {
        this.directory = directory;
        // no display, no window
        System.setProperty("java.awt.headless", "true");
    }

    /** Speeds against the JDK beside what they have to reach. */
    void speeds(String file, String title, List<Outcome> outcomes) throws IOException {
        List<String> labels = new ArrayList<>();
        List<Double> measured = new ArrayList<>();
        List<Double> bars = new ArrayList<>();
        for (Outcome outcome : outcomes) {
            for (Bar.Bound bound : outcome.bar().bounds()) {
                if (bound.quantity() == Quantity.SPEED && outcome.measured().isAvailable()) {
                    labels.add(outcome.bar().what());
                    measured.add(rounded(outcome.value(bound)));
                    bars.add(bound.bar());
                }
            }
        }
        if (labels.isEmpty()) {
            return;
        }
        HorizontalBarChart chart = horizontal(title, "times the JDK's speed", labels.size() * 2);
        chart.addSeries("to be reached", bars, labels);
        chart.addSeries("measured", measured, labels);
        chart.getStyler().setSeriesColors(new Color[] {BAR, OURS});
        save(chart, file);
    }

    /** Engines beside each other at one work. */
    void peers(String file, String title, List<PeerResults.Row> rows) throws IOException {
        List<String> labels = new ArrayList<>();
        List<Double> speeds = new ArrayList<>();
        for (PeerResults.Row row : rows) {
            labels.add(
                    Double.isNaN(row.size()) ? row.peer() : row.peer() + ", size " + Report.number("%.3f", row.size()));
            speeds.add(rounded(row.speed()));
        }
        HorizontalBarChart chart =
                horizontal(title, "times the speed of JDK " + Runtime.version().feature(), labels.size());
        chart.addSeries("speed", speeds, labels);
        chart.getStyler().setSeriesColors(new Color[] {OURS}).setLegendVisible(false);
        save(chart, file);
    }

    /** Throughput by the number of threads. */
    void threads(String file, ThreadScaling scaling) throws IOException {
        CategoryChart chart = new CategoryChartBuilder()
                .width(WIDTH)
                .height(420)
                .title("A GZIPOutputStream for each thread")
                .xAxisTitle("threads")
                .yAxisTitle("MB/s of all threads")
                .build();
        plain(chart.getStyler());
        for (Variant variant : List.of(Variant.JDK, Variant.BALANCED)) {
            TreeMap<Integer, Double> throughput = scaling.throughput().get(variant);
            chart.addSeries(
                    variant == Variant.JDK ? "JDK" : "with the agent",
                    new ArrayList<>(throughput.keySet()),
                    new ArrayList<>(throughput.values()));
        }
        chart.getStyler().setSeriesColors(new Color[] {BAR, OURS});
        save(chart, file);
    }

    private static HorizontalBarChart horizontal(String title, String axis, int bars) {
        HorizontalBarChart chart = new HorizontalBarChartBuilder()
                .width(WIDTH)
                .height(140 + 24 * bars)
                .title(title)
                .xAxisTitle(axis)
                .build();
        plain(chart.getStyler());
        chart.getStyler().setLabelsVisible(true).setLabelsPosition(0.5);
        // XChart leaves labels out of any category axis by the hint for x, unless it is told how many there may be
        chart.getStyler().setXAxisMin(0.0).setXAxisMaxLabelCount(bars);
        return chart;
    }

    private static void plain(AxesChartStyler styler) {
        styler.setChartBackgroundColor(Color.WHITE).setLegendPosition(LegendPosition.OutsideS);
        styler.setPlotGridHorizontalLinesVisible(false);
    }

    private static double rounded(double value) {
        return Math.round(value * 100) / 100.0;
    }

    private void save(IChart chart, String file) throws IOException {
        if (!ImageIO.write(
                BitmapEncoder.getBufferedImage(chart),
                "png",
                directory.resolve(file).toFile())) {
            throw new IOException("this JDK writes no PNG");
        }
    }
}
