// SPDX-License-Identifier: Apache-2.0
package gains.formats;

import gains.Content;
import gains.Rounds;
import gains.Texts;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import net.lingala.zip4j.io.inputstream.ZipInputStream;
import net.lingala.zip4j.io.outputstream.ZipOutputStream;
import net.lingala.zip4j.model.ZipParameters;

/** zip4j: an archive of twelve files of 1 to 200 KB. */
public final class Zip4j {
    private static final int FILES = 12;

    private Zip4j() {}

    public static void main(String[] arguments) throws Exception {
        Rounds rounds = Rounds.of(arguments);
        byte[][] files = files();
        rounds.row("write .zip", content -> {
            byte[] archive = written(files);
            if (content.isDigested()) {
                read(archive, content);
            } else {
                for (byte[] file : files) {
                    content.count(file.length);
                }
            }
        });
        byte[] archive = written(files);
        rounds.row("read .zip", content -> read(archive, content));
    }

    static byte[][] files() {
        byte[][] files = new byte[FILES][];
        for (int i = 0; i < FILES; i++) {
            int size = 1000 << Math.min(i, 7);
            files[i] = i % 2 == 0 ? Texts.json(size, i) : Texts.log(size, i);
        }
        return files;
    }

    private static byte[] written(byte[][] files) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(bytes)) {
            for (int i = 0; i < files.length; i++) {
                ZipParameters parameters = new ZipParameters();
                parameters.setFileNameInZip("file-" + i);
                out.putNextEntry(parameters);
                out.write(files[i]);
                out.closeEntry();
            }
        }
        return bytes.toByteArray();
    }

    private static void read(byte[] archive, Content content) throws IOException {
        byte[] buffer = new byte[8192];
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(archive))) {
            for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                content.add((Object) entry.getFileName());
                content.addAll(in, buffer);
            }
        }
    }
}
