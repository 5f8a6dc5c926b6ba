// SPDX-License-Identifier: Apache-2.0
package gains.formats;

import gains.Content;
import gains.Rounds;
import gains.Texts;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.apache.logging.log4j.core.appender.rolling.action.GzCompressAction;

/** Log4j: a log of 2 MB that is rolled over to .gz, by the action that the appender runs. */
public final class Rollover {
    private static final int BYTES = 2 << 20;

    private Rollover() {}

    public static void main(String[] arguments) throws Exception {
        Rounds rounds = Rounds.of(arguments);
        Path directory = Files.createTempDirectory("rollover");
        Path log = directory.resolve("app.log");
        Path packed = directory.resolve("app-1.log.gz");
        try {
            Files.write(log, Texts.log(BYTES, 19));
            rounds.row("roll over to .gz", content -> {
                GzCompressAction.execute(log.toFile(), packed.toFile(), false, -1);
                content.count(content.isDigested() ? 0 : BYTES);
                read(packed.toFile(), content);
            });
        } finally {
            Files.deleteIfExists(packed);
            Files.delete(log);
            Files.delete(directory);
        }
    }

    private static void read(File packed, Content content) throws IOException {
        if (content.isDigested()) {
            try (var in = new GZIPInputStream(Files.newInputStream(packed.toPath()))) {
                content.addAll(in, new byte[8192]);
            }
        }
    }
}
