// SPDX-License-Identifier: Apache-2.0
package sample;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.spi.ToolProvider;
import java.util.zip.ZipFile;

/** What the JDK itself writes and reads: zipfs, the jar tool, ZipFile. Prints checksums of the compressed bytes. */
public final class Archives {
    private Archives() {}

    public static void main(String[] args) throws IOException {
        Path directory = Files.createTempDirectory("sample");
        Path data = Files.write(directory.resolve("data"), Data.bytes(800_000, 3));
        Files.setLastModifiedTime(data, java.nio.file.attribute.FileTime.fromMillis(1_000_000_000_000L));

        Path zip = directory.resolve("a.zip");
        try (FileSystem fileSystem = FileSystems.newFileSystem(URI.create("jar:" + zip.toUri()), Map.of("create", "true"))) {
            Files.copy(data, fileSystem.getPath("data"), java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
        }
        try (ZipFile file = new ZipFile(zip.toFile())) {
            System.out.println("zipfs " + file.getEntry("data").getCompressedSize() + " "
                    + Data.checksum(file.getInputStream(file.getEntry("data")).readAllBytes()));
        }

        Path jar = directory.resolve("a.jar");
        int exit = ToolProvider.findFirst("jar")
                .orElseThrow()
                .run(System.out, System.err, "cMf", jar.toString(), "-C", directory.toString(), "data");
        System.out.println("jar " + exit + " " + Data.checksum(Files.readAllBytes(jar)));

        Files.delete(jar);
        Files.delete(zip);
        Files.delete(data);
        Files.delete(directory);
    }
}
