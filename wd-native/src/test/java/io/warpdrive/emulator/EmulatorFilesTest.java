// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.warpdrive.queue.WdQueue;
import io.warpdrive.queue.ZipFlush;
import io.warpdrive.queue.ZipOperation;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whose files are below an emulator's root: nothing is taken over or deleted that is not its own. */
final class EmulatorFilesTest {
    private Path root;
    private Path node;
    private Path attributes;

    @BeforeEach
    void makeRoot() throws IOException {
        // short, as a socket's path has to be
        root = Files.createTempDirectory("wd");
        node = root.resolve("dev/hisi_zip-0");
        attributes = root.resolve("sys/class/uacce/hisi_zip-0");
        Files.createDirectories(node.getParent());
    }

    @AfterEach
    void deleteRoot() throws IOException {
        delete(root);
    }

    private static void delete(Path directory) throws IOException {
        try (var tree = Files.walk(directory)) {
            for (Path file : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private Emulator start() throws IOException {
        return Emulator.start(EmulatorOptions.of(root));
    }

    private void assertRefused(Path... named) {
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> start().close())
                .satisfies(e -> assertThat(e.getMessage())
                        .doesNotContain("\n")
                        .contains(List.of(named).stream().map(Path::toString).toList()));
    }

    private void assertServed() throws Exception {
        byte[] plain = Blocks.text(10_000, 1);
        try (WdQueue queue = EmulatedMachine.device(root, "hisi_zip-0").requestQueue(ZipOperation.DEFLATE)) {
            assertThat(Blocks.inflate(Blocks.deflate(queue, plain, ZipFlush.FINISH)))
                    .isEqualTo(plain);
        }
    }

    /** Without it the first one's clients lose their device when somebody starts a second, and the second's at its end. */
    @Test
    void aSecondEmulatorOnARootIsRefusedAndTheFirstGoesOn() throws Exception {
        try (Emulator first = start()) {
            assertThat(first).isNotNull();
            assertRefused(root);
            assertServed();
        }
        assertThat(node).doesNotExist();
        assertThat(attributes).doesNotExist();
        // and the name is free again
        try (Emulator next = start()) {
            assertThat(next).isNotNull();
            assertServed();
        }
    }

    /** Without it an emulator that was killed has to be cleaned up after by hand. */
    @Test
    void aKilledEmulatorsPlaceIsTaken() throws Exception {
        Process process = ClientProcess.start("emulator", root.toString());
        process.destroyForcibly().waitFor();
        assertThat(node).exists();
        try (Emulator next = start()) {
            assertThat(next).isNotNull();
            assertServed();
        }
        assertThat(node).doesNotExist();
    }

    /** Without it a mistyped root costs somebody a file. */
    @Test
    void aFileOrLinkOrDirectoryInTheSocketsPlaceStays() throws IOException {
        Files.writeString(node, "mine");
        assertRefused(node);
        assertThat(node).hasContent("mine");

        Path target = Files.move(node, root.resolve("target"));
        Files.createSymbolicLink(node, target);
        assertRefused(node);
        assertThat(Files.readSymbolicLink(node)).isEqualTo(target);
        Files.delete(node);

        Files.createDirectory(node);
        assertRefused(node);
        assertThat(node).isDirectory();
        assertThat(attributes).doesNotExist();
    }

    /** Without it another server's clients find nobody, or us. */
    @Test
    void aSocketThatSomebodyServesStays() throws IOException {
        UnixDomainSocketAddress address = UnixDomainSocketAddress.of(node);
        try (ServerSocketChannel server =
                ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(address)) {
            assertRefused(node);
            try (SocketChannel client = SocketChannel.open(address)) {
                assertThat(client.isConnected()).isTrue();
                assertThat(server.isOpen()).isTrue();
            }
        }
    }

    /** Without it a tree that somebody has made for tests of his own is emptied. */
    @Test
    void attributesThatSomebodyElseHasMadeStay() throws IOException {
        Files.createDirectories(attributes);
        Files.writeString(attributes.resolve("api"), "mine");
        assertRefused(attributes);
        assertThat(attributes.resolve("api")).hasContent("mine");
        assertThat(Files.exists(node, LinkOption.NOFOLLOW_LINKS)).isFalse();
    }

    /** Without it a note that is left beside the attributes goes with them. */
    @Test
    void onlyTheEmulatorsOwnFilesAreDeleted() throws IOException {
        try (Emulator emulator = start()) {
            assertThat(emulator).isNotNull();
            Files.writeString(attributes.resolve("note"), "mine");
        }
        assertThat(attributes.resolve("note")).hasContent("mine");
        assertThat(attributes).isDirectoryNotContaining("glob:**{api,flags}");
    }

    /** Without it the end of an emulator whose directory was deleted ends the one that serves in its place. */
    @Test
    void anEmulatorWhoseRootWasReplacedLeavesTheNewOneAlone() throws Exception {
        Emulator first = start();
        delete(root);
        Files.createDirectory(root);
        try (Emulator second = start()) {
            assertThat(second).isNotNull();
            first.close();
            assertServed();
        }
        assertThat(node).doesNotExist();
    }
}
