// SPDX-License-Identifier: Apache-2.0
package gains.jgit;

import gains.Content;
import gains.Rounds;
import gains.Texts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.internal.storage.file.GC;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.storage.pack.PackConfig;
import org.eclipse.jgit.treewalk.TreeWalk;

/** A repository of 60 files and 3 commits: committed, repacked from nothing, read, cloned, and looked at by git. */
public final class Main {
    private static final int FILES = 60;
    private static final int COMMITS = 3;
    private static final PersonIdent AUTHOR =
            new PersonIdent("A", "a@example.org", Instant.ofEpochSecond(1_700_000_000), ZoneOffset.UTC);

    private Main() {}

    public static void main(String[] arguments) throws Exception {
        Rounds rounds = Rounds.of(arguments);
        Path directory = Files.createTempDirectory("repository");
        // the library keeps and looks for settings there
        System.setProperty("user.home", directory.toString());
        Path copy = directory.resolve("copy");
        try {
            rounds.row("commit loose objects", content -> {
                try (Git git = committed(copy)) {
                    content.add(git.getRepository().resolve("HEAD").name());
                }
                delete(copy);
            });
            try (Git git = committed(directory.resolve("first"))) {
                rounds.row("gc, all packed anew", content -> {
                    pack(git.getRepository());
                    if (content.isDigested()) {
                        read(git.getRepository(), content);
                    }
                });
                rounds.row("read all versions", content -> read(git.getRepository(), content));
                rounds.row("clone", content -> {
                    cloned(directory.resolve("first"), copy, content);
                    delete(copy);
                });
                fsck(rounds, directory.resolve("first"), copy);
            }
        } finally {
            delete(directory);
        }
    }

    private static Git committed(Path home) throws Exception {
        Git git =
                Git.init().setDirectory(home.toFile()).setInitialBranch("main").call();
        for (int version = 0; version < COMMITS; version++) {
            for (int i = version; i < FILES; i += version + 1) {
                byte[] text = Texts.log(1000 + 300 * i, i);
                System.arraycopy(Texts.log(500, version), 0, text, 100 * version, 500);
                Files.write(home.resolve("file-" + i), text);
            }
            git.add().addFilepattern(".").call();
            git.commit()
                    .setAuthor(AUTHOR)
                    .setCommitter(AUTHOR)
                    .setSign(false)
                    .setMessage("version " + version)
                    .call();
        }
        return git;
    }

    private static void pack(Repository repository) throws Exception {
        GC gc = new GC((FileRepository) repository);
        PackConfig pack = new PackConfig(repository);
        pack.setReuseDeltas(false);
        pack.setReuseObjects(false);
        pack.setThreads(1);
        gc.setPackConfig(pack);
        gc.setExpireAgeMillis(0);
        gc.setPackExpireAgeMillis(0);
        gc.gc().get();
    }

    private static void cloned(Path from, Path to, Content content) throws Exception {
        try (Git git = Git.cloneRepository()
                .setURI(from.toUri().toString())
                .setDirectory(to.toFile())
                .setBranch("main")
                .call()) {
            content.add(git.getRepository().resolve("HEAD").name());
            if (content.isDigested()) {
                content.add(git.status().call().isClean());
                read(git.getRepository(), content);
            }
        }
    }

    /** What another implementation, with a zlib of its own, finds in loose objects, in a pack and in a clone of it. */
    private static void fsck(Rounds rounds, Path packed, Path copy) throws Exception {
        try {
            git(packed, "--version");
        } catch (IOException e) {
            rounds.note("left out: git fsck, as there is no git: " + e.getMessage());
            return;
        }
        rounds.check("git fsck", content -> {
            committed(copy).close();
            fsck(copy, content);
            delete(copy);
            fsck(packed, content);
            cloned(packed, copy, content);
            fsck(copy, content);
            delete(copy);
        });
    }

    private static void fsck(Path repository, Content content) throws Exception {
        content.add(git(repository, "fsck", "--full", "--strict", "--no-progress"));
        content.add(git(repository, "cat-file", "--batch-all-objects", "--batch-check"));
    }

    /** Its output. */
    private static String git(Path repository, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        Process git = new ProcessBuilder(command)
                .directory(repository.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (git.waitFor() != 0) {
            throw new IllegalStateException(command + " ends with " + git.exitValue() + ": " + output);
        }
        return output;
    }

    private static void read(Repository repository, Content content) throws IOException {
        try (RevWalk walk = new RevWalk(repository);
                ObjectReader reader = repository.newObjectReader()) {
            walk.markStart(walk.parseCommit(repository.resolve("HEAD")));
            for (RevCommit commit : walk) {
                try (TreeWalk tree = new TreeWalk(reader)) {
                    tree.addTree(commit.getTree());
                    while (tree.next()) {
                        content.add(reader.open(tree.getObjectId(0)).getCachedBytes());
                    }
                }
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
