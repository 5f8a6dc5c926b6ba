// SPDX-License-Identifier: Apache-2.0
package gains.kafka;

import gains.Content;
import gains.Rounds;
import gains.Texts;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.MemoryRecordsBuilder;
import org.apache.kafka.common.record.internal.Record;
import org.apache.kafka.common.record.internal.RecordBatch;
import org.apache.kafka.common.utils.internals.BufferSupplier;
import org.apache.kafka.common.utils.internals.CloseableIterator;

/** Batches as a producer makes and a consumer takes them, by the clients' own classes, with {@code compression.type=gzip}. */
public final class Batches {
    private static final long TIMESTAMP = 1_700_000_000_000L;
    /** Of a batch of all records. */
    private static final int LARGEST = 1 << 20;

    private final List<byte[]> values = new ArrayList<>();
    private final BufferSupplier buffers = BufferSupplier.create();
    private final ByteBuffer room = ByteBuffer.allocate(2 * LARGEST);

    private Batches() {
        Random random = new Random(7);
        for (int size = 0; size < LARGEST; size += values.get(values.size() - 1).length) {
            values.add(Texts.json(random).getBytes(StandardCharsets.US_ASCII));
        }
    }

    public static void main(String[] arguments) throws Exception {
        Rounds rounds = Rounds.of(arguments);
        Batches batches = new Batches();
        for (int size : new int[] {16 << 10, 1 << 20}) {
            for (int level : new int[] {1, 6, 9}) {
                Compression compression = Compression.gzip().level(level).build();
                String name = (size < LARGEST ? "16 KB" : "1 MB") + ", level " + level;
                rounds.row("write " + name, content -> batches.write(compression, size, content));
                List<MemoryRecords> written = batches.written(compression, size);
                rounds.row("read " + name, content -> batches.read(written, content));
            }
        }
    }

    /** All records, in batches of a size; they are read back when they are looked at. */
    private void write(Compression compression, int size, Content content) {
        for (int from = 0; from < values.size(); ) {
            int to = end(from, size);
            MemoryRecords batch = batch(compression, from, to);
            if (content.isDigested()) {
                read(List.of(batch), content);
            }
            for (; from < to; from++) {
                content.count(content.isDigested() ? 0 : values.get(from).length);
            }
        }
    }

    private int end(int from, int size) {
        int to = from;
        for (int taken = 0; to < values.size() && taken < size; to++) {
            taken += values.get(to).length;
        }
        return to;
    }

    private MemoryRecords batch(Compression compression, int from, int to) {
        room.clear();
        MemoryRecordsBuilder builder = MemoryRecords.builder(room, compression, TimestampType.CREATE_TIME, 0L);
        for (int i = from; i < to; i++) {
            builder.append(TIMESTAMP + i, null, values.get(i));
        }
        return builder.build();
    }

    private List<MemoryRecords> written(Compression compression, int size) {
        List<MemoryRecords> batches = new ArrayList<>();
        for (int from = 0; from < values.size(); from = end(from, size)) {
            ByteBuffer bytes = batch(compression, from, end(from, size)).buffer();
            ByteBuffer copy = ByteBuffer.allocate(bytes.remaining()).put(bytes.duplicate());
            batches.add(MemoryRecords.readableRecords(copy.flip()));
        }
        return batches;
    }

    private void read(List<MemoryRecords> batches, Content content) {
        for (MemoryRecords records : batches) {
            for (RecordBatch batch : records.batches()) {
                try (CloseableIterator<Record> each = batch.streamingIterator(buffers)) {
                    while (each.hasNext()) {
                        ByteBuffer value = each.next().value();
                        content.add(value.array(), value.arrayOffset() + value.position(), value.remaining());
                    }
                }
            }
        }
    }
}
