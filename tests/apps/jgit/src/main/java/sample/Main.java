// SPDX-License-Identifier: Apache-2.0
package sample;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.Stream;
import org.eclipse.jgit.api.CloneCommand;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.internal.storage.file.GC;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.ObjectStream;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.StoredConfig;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.storage.pack.PackConfig;
import org.eclipse.jgit.treewalk.TreeWalk;

/** A repository's life: commits, a clone of loose objects, gc, a clone of packs, a repack, and all of it read. */
public final class Main {
    private static final PersonIdent AUTHOR =
            new PersonIdent("A", "a@example.org", Instant.ofEpochSecond(1_700_000_000), ZoneOffset.UTC);

    private Main() {}

    public static void main(String[] arguments) throws Exception {
        Path directory = Files.createTempDirectory("repository");
        // the library keeps and looks for settings there
        System.setProperty("user.home", directory.toString());
        try {
            live(directory);
        } finally {
            delete(directory);
        }
    }

    private static void live(Path directory) throws Exception {
        Path home = directory.resolve("first");
        try (Git git =
                Git.init().setDirectory(home.toFile()).setInitialBranch("main").call()) {
            StoredConfig config = git.getRepository().getConfig();
            config.setBoolean("commit", null, "gpgsign", false);
            config.save();
            for (int version = 0; version < 3; version++) {
                commit(git, home, version);
            }
            read("loose", git.getRepository());
            cloned("clone of loose objects", home, directory.resolve("second"));
            gc(git);
            read("packed", git.getRepository());
            cloned("clone of packs", home, directory.resolve("third"));
            commit(git, home, 3);
            read("packed and loose", git.getRepository());
            gc(git);
            read("packed again", git.getRepository());
            fetched(git, directory.resolve("third"));
        }
    }

    /** Files of all sizes, changed a little in each version, so that packs have deltas. */
    private static void commit(Git git, Path home, int version) throws Exception {
        for (Data.Item item : Data.items()) {
            byte[] bytes = item.bytes().clone();
            for (int at = 500 * version; at < bytes.length && version > 0; at += 40_000) {
                bytes[at] ^= (byte) version;
            }
            Files.write(home.resolve(item.name()), bytes);
        }
        git.add().addFilepattern(".").call();
        RevCommit commit = git.commit()
                .setAuthor(AUTHOR)
                .setCommitter(AUTHOR)
                .setSign(false)
                .setMessage("version " + version)
                .call();
        System.out.println("version " + version + " " + commit.name());
    }

    private static void gc(Git git) throws Exception {
        GC gc = new GC((FileRepository) git.getRepository());
        PackConfig pack = new PackConfig(git.getRepository());
        pack.setReuseDeltas(false);
        pack.setReuseObjects(false);
        gc.setPackConfig(pack);
        gc.setExpireAgeMillis(0);
        gc.setPackExpireAgeMillis(0);
        gc.gc().get();
        GC.RepoStatistics statistics = gc.getStatistics();
        System.out.println("gc: loose " + statistics.numberOfLooseObjects + ", packed "
                + statistics.numberOfPackedObjects + ", packs " + statistics.numberOfPackFiles);
    }

    private static void cloned(String what, Path from, Path to) throws Exception {
        CloneCommand command = Git.cloneRepository()
                .setURI(from.toUri().toString())
                .setDirectory(to.toFile())
                .setBranch("main");
        try (Git git = command.call()) {
            System.out.println(what + " clean " + git.status().call().isClean());
            read(what, git.getRepository());
        }
    }

    private static void fetched(Git from, Path to) throws Exception {
        try (Git git = Git.open(to.toFile())) {
            git.pull().call();
            System.out.println("pulled " + git.getRepository().resolve("HEAD").name() + " "
                    + from.getRepository().resolve("HEAD").name());
            gc(git);
            read("pulled", git.getRepository());
        }
    }

    /** All versions of all files: whole, in pieces, and some only at their beginning. */
    private static void read(String what, Repository repository) throws Exception {
        try (RevWalk walk = new RevWalk(repository);
                ObjectReader reader = repository.newObjectReader()) {
            walk.markStart(walk.parseCommit(repository.resolve("HEAD")));
            for (RevCommit commit : walk) {
                try (TreeWalk tree = new TreeWalk(reader)) {
                    tree.addTree(commit.getTree());
                    while (tree.next()) {
                        String name = what + " " + commit.getShortMessage() + " " + tree.getPathString();
                        System.out.println(name + " " + content(reader, tree.getObjectId(0)));
                    }
                }
            }
        }
    }

    private static String content(ObjectReader reader, ObjectId id) throws IOException {
        ObjectLoader loader = reader.open(id);
        byte[] whole = loader.getBytes(Integer.MAX_VALUE);
        reader.setStreamFileThreshold(10_000);
        byte[] streamed;
        try (ObjectStream stream = reader.open(id).openStream()) {
            streamed = stream.readAllBytes();
        }
        byte[] half;
        try (InputStream stream = reader.open(id).openStream()) {
            half = stream.readNBytes(whole.length / 2);
        }
        reader.setStreamFileThreshold(50 << 20);
        boolean right = Arrays.equals(whole, streamed)
                && Arrays.equals(half, Arrays.copyOf(whole, whole.length / 2))
                && reader.getObjectSize(id, ObjectReader.OBJ_ANY) == whole.length;
        return Data.digest(whole) + (right ? "" : " instead of something else");
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
