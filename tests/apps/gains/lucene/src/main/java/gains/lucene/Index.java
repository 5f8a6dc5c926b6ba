// SPDX-License-Identifier: Apache-2.0
package gains.lucene;

import gains.Content;
import gains.Rounds;
import gains.Texts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.codecs.lucene912.Lucene912Codec;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.CheckIndex;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.NoMergePolicy;
import org.apache.lucene.index.SerialMergeScheduler;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.TieredMergePolicy;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.IOContext;

/** Stored fields under {@code BEST_COMPRESSION}: indexed, merged, checked, and fetched as behind a search. */
public final class Index {
    private static final int DOCUMENTS = 4000;
    private static final int HITS = 300;
    private static final int COMMITS = 4;

    private final List<String> bodies = new ArrayList<>();

    private Index() {
        Random random = new Random(3);
        for (int i = 0; i < DOCUMENTS; i++) {
            bodies.add(Texts.json(random) + "\n" + Texts.sentence(random, 60 + random.nextInt(120)));
        }
    }

    public static void main(String[] arguments) throws Exception {
        Rounds rounds = Rounds.of(arguments);
        Index index = new Index();
        rounds.row("index 4,000 documents", content -> {
            try (Directory directory = index.indexed()) {
                index.all(directory, content);
            }
        });
        try (Directory directory = index.indexed();
                Directory merged = index.indexed()) {
            for (int deleted : new int[] {0, DOCUMENTS / 100}) {
                rounds.row("merge them" + (deleted > 0 ? ", 1 % deleted" : ""), content -> {
                    try (Directory target = new ByteBuffersDirectory()) {
                        merge(directory, target, deleted);
                        index.all(target, content);
                    }
                });
            }
            rounds.row("CheckIndex", content -> {
                try (CheckIndex check = new CheckIndex(directory)) {
                    check.setThreadCount(1); // threads of its own would have ended before they are asked
                    CheckIndex.Status status = check.checkIndex();
                    content.add(status.clean + " " + status.totLoseDocCount);
                    content.count(index.size());
                }
            });
            try (DirectoryReader reader = DirectoryReader.open(merged)) {
                rounds.row("fetch 300 hits", content -> fetch(reader, content));
            }
        }
    }

    private Directory indexed() throws IOException {
        Directory directory = new ByteBuffersDirectory();
        try (IndexWriter writer = new IndexWriter(directory, configuration(false))) {
            for (int i = 0; i < DOCUMENTS; i++) {
                Document document = new Document();
                document.add(new StringField("id", Integer.toString(i), Field.Store.YES));
                document.add(new StoredField("body", bodies.get(i)));
                writer.addDocument(document);
                if (i % (DOCUMENTS / COMMITS) == 0) {
                    writer.commit();
                }
            }
        }
        return directory;
    }

    /** Blocks are copied as they are, but for those of segments in which documents have been deleted. */
    private static void merge(Directory from, Directory target, int deleted) throws IOException {
        for (String file : from.listAll()) {
            target.copyFrom(from, file, file, IOContext.DEFAULT);
        }
        try (IndexWriter writer = new IndexWriter(target, configuration(true))) {
            for (int i = 0; i < deleted; i++) {
                writer.deleteDocuments(new Term("id", Integer.toString(100 * i + 7)));
            }
            writer.forceMerge(1);
        }
    }

    private static IndexWriterConfig configuration(boolean merging) {
        return new IndexWriterConfig(new StandardAnalyzer())
                .setCodec(new Lucene912Codec(Lucene912Codec.Mode.BEST_COMPRESSION))
                .setMergeScheduler(new SerialMergeScheduler())
                .setMergePolicy(merging ? new TieredMergePolicy() : NoMergePolicy.INSTANCE);
    }

    private long size() {
        return bodies.stream().mapToLong(String::length).sum();
    }

    /** Every document when they are looked at, in the order of their numbers. */
    private void all(Directory directory, Content content) throws IOException {
        if (!content.isDigested()) {
            content.count(size());
            return;
        }
        try (DirectoryReader reader = DirectoryReader.open(directory)) {
            StoredFields fields = reader.storedFields();
            for (int i = 0; i < reader.maxDoc(); i++) {
                content.add(fields.document(i).get("body").getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    /** Here and there, as hits lie. */
    private static void fetch(DirectoryReader reader, Content content) throws IOException {
        Random random = new Random(5);
        StoredFields fields = reader.storedFields();
        for (int i = 0; i < HITS; i++) {
            content.add(
                    fields.document(random.nextInt(reader.maxDoc())).get("body").getBytes(StandardCharsets.UTF_8));
        }
    }
}
