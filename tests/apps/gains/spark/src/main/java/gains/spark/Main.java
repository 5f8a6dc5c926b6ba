// SPDX-License-Identifier: Apache-2.0
package gains.spark;

import gains.Content;
import gains.Rounds;
import gains.Texts;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;

/**
 * Spark with two threads, or with a cluster that {@code -Dspark.master} asks for: a table of 8,000 orders, written and read
 * in each format that has DEFLATE in it.
 */
public final class Main {
    private static final int ROWS = 8_000;
    private static final String MASTER = System.getProperty("spark.master", "local[2]");
    /** Whether executors are other JVMs. */
    private static final boolean ELSEWHERE = !MASTER.startsWith("local[");

    private static final String[][] FORMATS = {
        {"json", "gzip"}, {"text", "gzip"}, {"parquet", "gzip"}, {"orc", "zlib"}, {"avro", "deflate"}
    };

    private Main() {}

    public static void main(String[] arguments) throws Exception {
        Rounds rounds = Rounds.of(arguments);
        Path directory = Files.createTempDirectory("spark");
        try (SparkSession spark = SparkSession.builder()
                .master(MASTER)
                .config("spark.ui.enabled", "false")
                .config("spark.driver.host", "localhost")
                .config("spark.sql.shuffle.partitions", "2")
                .config("spark.local.dir", directory.resolve("local").toString())
                .config(
                        "spark.sql.warehouse.dir",
                        directory.resolve("warehouse").toString())
                // what the driver is served by, as one writes both into spark-defaults.conf
                .config("spark.executor.extraJavaOptions", agents())
                .config("spark.scheduler.minRegisteredResourcesRatio", "1.0")
                .getOrCreate()) {
            if (ELSEWHERE) {
                rounds.by(new TaskTimes(spark.sparkContext()));
            }
            Dataset<Row> orders = orders(spark).repartition(2).cache();
            for (String[] format : FORMATS) {
                rows(rounds, spark, orders, format, directory.resolve(format[0]).toString());
            }
        } finally {
            delete(directory);
        }
    }

    private static String agents() {
        return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith("-javaagent:"))
                .collect(Collectors.joining(" "));
    }

    private static Dataset<Row> orders(SparkSession spark) {
        Random random = new Random(29);
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < ROWS; i++) {
            lines.add(Texts.json(random));
        }
        return spark.read().json(spark.createDataset(lines, org.apache.spark.sql.Encoders.STRING()));
    }

    private static void rows(Rounds rounds, SparkSession spark, Dataset<Row> orders, String[] format, String path)
            throws Exception {
        String name = format[0] + ", " + format[1];
        Dataset<Row> table = format[0].equals("text") ? orders.selectExpr("to_json(struct(*)) value") : orders;
        rounds.row("write " + name, content -> {
            table.write()
                    .mode(SaveMode.Overwrite)
                    .option("compression", format[1])
                    .format(format[0])
                    .save(path);
            read(spark, format[0], path, content);
        });
        rounds.row("read " + name, content -> {
            Dataset<Row> all =
                    spark.read().format(format[0]).schema(table.schema()).load(path);
            content.add(all.selectExpr("sum(hash(*))").first());
        });
    }

    private static void read(SparkSession spark, String format, String path, Content content) {
        if (content.isDigested()) {
            for (String line : spark.read().format(format).load(path).toJSON().collectAsList().stream()
                    .sorted()
                    .toList()) {
                content.add(line.getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
