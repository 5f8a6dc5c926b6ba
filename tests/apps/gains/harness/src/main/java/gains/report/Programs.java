// SPDX-License-Identifier: Apache-2.0
package gains.report;

import java.util.List;

/** All that can be measured, in the order of the table. */
final class Programs {
    static final List<Program> ALL = List.of(
            Program.of("kafka", "Kafka clients", "kafka", "gains.kafka.Batches", "kafka-clients")
                    .bar("^write 16 KB, level 6", 2.0)
                    .bar("^read 16 KB, level 6", 1.3)
                    .whole(1.2)
                    .quick(),
            Program.of("lucene", "Lucene, BEST_COMPRESSION", "lucene", "gains.lucene.Index", "lucene-core")
                    .bar("^(index|merge)", 1.7)
                    .bar("^fetch", 1.4)
                    .whole(1.1),
            Program.of("netty", "Netty", "netty", "gains.netty.Main", "netty-codec-http")
                    .bar("", 1.6)
                    .whole(1.0)
                    .millis(300)
                    .quick(),
            server("jetty", "Jetty", "gains.servers.JettyServer", "jetty-server"),
            server("tomcat", "Tomcat", "gains.servers.TomcatServer", "tomcat-embed-core"),
            server("undertow", "Undertow", "gains.servers.UndertowServer", "undertow-core"));

    private Programs() {}

    private static Program server(String name, String title, String main, String artifact) {
        return Program.of(name, title, "servers", main, artifact)
                .bar("30 KB", 1.0)
                .bar("300 KB", 2.0)
                .bar("3 KB", 1.3)
                .whole(1.0);
    }
}
