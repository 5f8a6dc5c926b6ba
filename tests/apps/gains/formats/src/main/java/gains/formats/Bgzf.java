// SPDX-License-Identifier: Apache-2.0
package gains.formats;

import gains.Content;
import gains.Rounds;
import gains.Texts;
import htsjdk.samtools.util.BlockCompressedInputStream;
import htsjdk.samtools.util.BlockCompressedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;

/** htsjdk: blocks of 64 KB, as .bam and .vcf.gz have them. */
public final class Bgzf {
    private static final int BYTES = 1 << 20;

    private Bgzf() {}

    public static void main(String[] arguments) throws Exception {
        Rounds rounds = Rounds.of(arguments);
        byte[] data = Texts.log(BYTES, 17);
        rounds.row("write BGZF", content -> {
            byte[] file = written(data);
            if (content.isDigested()) {
                read(file, content);
            } else {
                content.count(data.length);
            }
        });
        byte[] file = written(data);
        rounds.row("read BGZF", content -> read(file, content));
    }

    private static byte[] written(byte[] data) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (BlockCompressedOutputStream out = new BlockCompressedOutputStream(bytes, (Path) null)) {
            out.write(data);
        }
        return bytes.toByteArray();
    }

    private static void read(byte[] file, Content content) throws IOException {
        try (BlockCompressedInputStream in = new BlockCompressedInputStream(new ByteArrayInputStream(file))) {
            content.addAll(in, new byte[8192]);
        }
    }
}
