// SPDX-License-Identifier: Apache-2.0
package gains.report;

import java.util.List;

/** All that can be measured, in the order of the table. */
final class Programs {
    /** What Spark's launcher gives its JVMs. */
    private static final String[] SPARK_OPENS = {
        "--add-opens=java.base/java.lang=ALL-UNNAMED",
        "--add-opens=java.base/java.lang.invoke=ALL-UNNAMED",
        "--add-opens=java.base/java.lang.reflect=ALL-UNNAMED",
        "--add-opens=java.base/java.io=ALL-UNNAMED",
        "--add-opens=java.base/java.net=ALL-UNNAMED",
        "--add-opens=java.base/java.nio=ALL-UNNAMED",
        "--add-opens=java.base/java.util=ALL-UNNAMED",
        "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
        "--add-opens=java.base/java.util.concurrent.atomic=ALL-UNNAMED",
        "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
        "--add-opens=java.base/sun.nio.cs=ALL-UNNAMED",
        "--add-opens=java.base/sun.security.action=ALL-UNNAMED",
        "--add-opens=java.base/sun.util.calendar=ALL-UNNAMED",
    };

    static final List<Program> ALL = List.of(
            Program.of("kafka", "Kafka clients", "kafka", "gains.kafka.Batches", "kafka-clients")
                    .bar("^write 16 KB, level 6", 2.0)
                    .bar("^read 16 KB, level 6", 1.3)
                    .whole(1.2)
                    .millis(300),
            Program.of("lucene", "Lucene, BEST_COMPRESSION", "lucene", "gains.lucene.Index", "lucene-core")
                    .bar("^(index|merge.*deleted)", 1.7)
                    .bar("^fetch", 1.4)
                    .whole(1.1),
            Program.of("netty", "Netty", "netty", "gains.netty.Main", "netty-codec-http")
                    .bar("", 1.6)
                    .whole(1.0)
                    // messages without takeover have many classes of Netty's to warm up
                    .millis(600)
                    .quick(),
            server("jetty", "Jetty", "gains.servers.JettyServer", "jetty-server"),
            server("tomcat", "Tomcat", "gains.servers.TomcatServer", "tomcat-embed-core"),
            server("undertow", "Undertow", "gains.servers.UndertowServer", "undertow-core"),
            Program.of("okhttp", "OkHttp", "okhttp", "gains.okhttp.Main", "okhttp-jvm"),
            Program.of("ktor", "Ktor", "ktor", "gains.ktor.Main", "ktor-websockets-jvm")
                    .millis(300)
                    .keepsStreams(),
            format("poi", "POI", "Spreadsheet", "poi-ooxml"),
            // its streams are short: an engine is earned after some hundred of them
            format("pdfbox", "PDFBox", "Pdf", "pdfbox").millis(1000),
            format("png", "ImageIO", "Png", "").quick(),
            format("zip4j", "zip4j", "Zip4j", "zip4j"),
            format("compress", "Commons Compress", "Compress", "commons-compress")
                    .quick(),
            format("htsjdk", "htsjdk", "Bgzf", "htsjdk"),
            format("log4j", "Log4j", "Rollover", "log4j-core"),
            Program.of("jgit", "JGit", "jgit", "gains.jgit.Main", "org.eclipse.jgit"),
            Program.of("boot", "Spring Boot, a fat jar", "boot", "", "spring-boot")
                    .jar("boot-fat.jar")
                    .mayStay(),
            Program.of("spark", "Spark, local[2]", "spark", "gains.spark.Main", "spark-sql_2.13")
                    .with(SPARK_OPENS)
                    .millis(200)
                    .longStart()
                    .mayStay(),
            Program.of("spark-cluster", "Spark, local-cluster[2,1,1024]", "spark", "gains.spark.Main", "spark-sql_2.13")
                    .script("cluster")
                    .with(SPARK_OPENS)
                    .with("-Dspark.master=local-cluster[2,1,1024]")
                    .millis(150)
                    .longStart()
                    .mayStay(),
            Program.of("maven", "Maven", "maven", "", "").script("build").mayStay(),
            Program.of("broker", "Kafka broker with its clients", "kafka", "gains.kafka.Broker", "kafka_2.13")
                    .millis(3000));

    private Programs() {}

    private static Program format(String name, String title, String main, String artifact) {
        return Program.of(name, title, "formats", "gains.formats." + main, artifact);
    }

    private static Program server(String name, String title, String main, String artifact) {
        return Program.of(name, title, "servers", main, artifact)
                .bar("30 KB", 1.0)
                .bar("300 KB", 2.0)
                .bar("3 KB", 1.3)
                .whole(1.0)
                .millis(400);
    }
}
