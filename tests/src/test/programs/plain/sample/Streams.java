// SPDX-License-Identifier: Apache-2.0
package sample;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.jar.JarEntry;
import java.util.jar.JarInputStream;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.DeflaterInputStream;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.InflaterInputStream;
import java.util.zip.InflaterOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** The stream classes of java.util.zip and java.util.jar, there and back. Ends with exit code 3. */
public final class Streams {
    private static final byte[] DATA = Data.bytes(1_500_000, 1);

    private Streams() {}

    public static void main(String[] args) throws IOException {
        gzip();
        zlib();
        theOtherWayRound();
        zip();
        jar();
        System.err.println("streams done");
        System.exit(3);
    }

    private static void gzip() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(packed) {
            {
                Report.classOf("GZIPOutputStream", def);
            }
        }) {
            out.write(DATA);
        }
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(packed.toByteArray())) {
            {
                Report.classOf("GZIPInputStream", inf);
            }
        }) {
            System.out.println("gzip " + Data.checksum(in.readAllBytes()));
        }
    }

    private static void zlib() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new DeflaterOutputStream(packed) {
            {
                Report.classOf("DeflaterOutputStream", def);
            }
        }) {
            out.write(DATA);
        }
        try (InputStream in = new InflaterInputStream(new ByteArrayInputStream(packed.toByteArray())) {
            {
                Report.classOf("InflaterInputStream", inf);
            }
        }) {
            System.out.println("zlib " + Data.checksum(in.readAllBytes()));
        }
    }

    private static void theOtherWayRound() throws IOException {
        byte[] packed;
        try (InputStream in = new DeflaterInputStream(new ByteArrayInputStream(DATA)) {
            {
                Report.classOf("DeflaterInputStream", def);
            }
        }) {
            packed = in.readAllBytes();
        }
        ByteArrayOutputStream unpacked = new ByteArrayOutputStream();
        try (OutputStream out = new InflaterOutputStream(unpacked) {
            {
                Report.classOf("InflaterOutputStream", inf);
            }
        }) {
            out.write(packed);
        }
        System.out.println("reversed " + Data.checksum(unpacked.toByteArray()));
    }

    private static void zip() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(packed) {
            {
                Report.classOf("ZipOutputStream", def);
            }
        }) {
            for (int i = 0; i < 3; i++) {
                out.putNextEntry(new ZipEntry("entry" + i));
                out.write(DATA, 0, DATA.length / (i + 1));
                out.closeEntry();
            }
        }
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(packed.toByteArray())) {
            {
                Report.classOf("ZipInputStream", inf);
            }
        }) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                System.out.println(entry.getName() + " " + Data.checksum(in.readAllBytes()));
            }
        }
    }

    private static void jar() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().putValue("Manifest-Version", "1.0");
        manifest.getMainAttributes().putValue("Sample", "yes");
        try (JarOutputStream out = new JarOutputStream(packed, manifest)) {
            out.putNextEntry(new JarEntry("data"));
            out.write(DATA);
        }
        try (JarInputStream in = new JarInputStream(new ByteArrayInputStream(packed.toByteArray()))) {
            System.out.println("jar " + in.getManifest().getMainAttributes().getValue("Sample"));
            in.getNextEntry();
            System.out.println("jar " + Data.checksum(in.readAllBytes()));
        }
    }
}
