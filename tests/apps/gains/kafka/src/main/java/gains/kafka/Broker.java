// SPDX-License-Identifier: Apache-2.0
package gains.kafka;

import gains.Content;
import gains.Rounds;
import gains.Texts;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/** A KRaft broker in this process, a producer with {@code compression.type=gzip} and a consumer. */
public final class Broker {
    private static final TopicPartition PARTITION = new TopicPartition("orders", 0);
    private static final int RECORDS = 5000;

    private Broker() {}

    public static void main(String[] arguments) throws Exception {
        Rounds rounds = Rounds.of(arguments);
        Path directory = Files.createTempDirectory("broker");
        try {
            run(rounds, directory);
        } finally {
            try (Stream<Path> files = Files.walk(directory)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private static void run(Rounds rounds, Path directory) throws Exception {
        int port = freePort();
        String clients = "localhost:" + port;
        KafkaRaftServer server =
                new KafkaRaftServer(new KafkaConfig(settings(directory, port, freePort())), Time.SYSTEM);
        server.startup();
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                        Map.of("bootstrap.servers", clients, "compression.type", "gzip", "linger.ms", "5"),
                        new ByteArraySerializer(),
                        new ByteArraySerializer());
                KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                        Map.of("bootstrap.servers", clients, "auto.offset.reset", "earliest"),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer())) {
            consumer.assign(List.of(PARTITION));
            List<byte[]> values = new ArrayList<>();
            Random random = new Random(23);
            for (int i = 0; i < RECORDS; i++) {
                values.add(Texts.json(random).getBytes(StandardCharsets.US_ASCII));
            }
            rounds.row("produce and consume 5,000 records", content -> exchange(producer, consumer, values, content));
        } finally {
            server.shutdown();
            server.awaitShutdown();
        }
    }

    private static void exchange(
            KafkaProducer<byte[], byte[]> producer,
            KafkaConsumer<byte[], byte[]> consumer,
            List<byte[]> values,
            Content content)
            throws Exception {
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        for (byte[] value : values) {
            sent.add(producer.send(new ProducerRecord<>(PARTITION.topic(), PARTITION.partition(), null, value)));
        }
        producer.flush();
        for (Future<RecordMetadata> each : sent) {
            each.get();
        }
        for (int arrived = 0; arrived < values.size(); ) {
            for (ConsumerRecord<byte[], byte[]> each : consumer.poll(Duration.ofSeconds(20))) {
                content.add(each.value());
                arrived++;
            }
        }
    }

    private static Properties settings(Path directory, int port, int controller) throws Exception {
        Path log = directory.resolve("log");
        Files.createDirectory(log);
        new Formatter()
                .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                .setNodeId(1)
                .setClusterId(Uuid.randomUuid().toString())
                .addDirectory(log.toString())
                .setMetadataLogDirectory(log.toString())
                .setControllerListenerName("CONTROLLER")
                .setReleaseVersion(MetadataVersion.latestProduction())
                .run();
        Properties settings = new Properties();
        settings.putAll(Map.of(
                "process.roles", "broker,controller",
                "node.id", "1",
                "listeners", "PLAINTEXT://localhost:" + port + ",CONTROLLER://localhost:" + controller,
                "controller.listener.names", "CONTROLLER",
                "controller.quorum.voters", "1@localhost:" + controller,
                "listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT",
                "log.dirs", log.toString(),
                "num.partitions", "1",
                "offsets.topic.replication.factor", "1"));
        return settings;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
