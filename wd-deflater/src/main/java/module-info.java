// SPDX-License-Identifier: Apache-2.0
/** Drop-ins for {@code java.util.zip} that run on accelerator queues. */
module io.warpdrive.deflater {
    requires transitive io.warpdrive.device;
    // optional: only io.warpdrive.compress needs it
    requires static transitive org.apache.commons.compress;
    // the command-line tool, which a library's user does without
    requires static info.picocli;

    exports io.warpdrive.compress;
    exports io.warpdrive.zip;

    provides org.apache.commons.compress.compressors.CompressorStreamProvider with
            io.warpdrive.compress.WdCompressorStreamProvider;

    opens io.warpdrive.cli to
            info.picocli;
}
