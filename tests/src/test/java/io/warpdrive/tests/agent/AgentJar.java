// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.tests.agent;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarInputStream;
import java.util.jar.JarOutputStream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** The agent's jar with what is in the zip files within it, as if they were directories. */
final class AgentJar {
    private static final String OWN = "warpdrive/";
    private static final String NESTED = OWN + "[a-z]+\\.zip";

    private AgentJar() {}

    /** All files by name. */
    static Map<String, byte[]> files(Path jar) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        try (InputStream in = Files.newInputStream(jar)) {
            for (Map.Entry<String, byte[]> file :
                    entries(new ZipInputStream(in)).entrySet()) {
                if (file.getKey().matches(NESTED)) {
                    nested(file.getValue()).forEach((name, bytes) -> files.put(OWN + name, bytes));
                } else {
                    files.put(file.getKey(), file.getValue());
                }
            }
        }
        return files;
    }

    /** Copies the jar without the files that begin with {@code part}. */
    static void copyWithout(String part, Path jar, Path copy) throws IOException {
        try (JarInputStream in = new JarInputStream(Files.newInputStream(jar));
                JarOutputStream out = new JarOutputStream(Files.newOutputStream(copy), in.getManifest())) {
            for (Map.Entry<String, byte[]> file : entries(in).entrySet()) {
                if (!file.getKey().startsWith(part)) {
                    byte[] bytes = file.getValue();
                    store(out, file.getKey(), file.getKey().matches(NESTED) ? without(part, bytes) : bytes);
                }
            }
        }
    }

    private static byte[] without(String part, byte[] zip) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> file : nested(zip).entrySet()) {
                if (!(OWN + file.getKey()).startsWith(part)) {
                    store(out, file.getKey(), file.getValue());
                }
            }
        }
        return bytes.toByteArray();
    }

    private static Map<String, byte[]> nested(byte[] zip) throws IOException {
        return entries(new ZipInputStream(new ByteArrayInputStream(zip)));
    }

    private static Map<String, byte[]> entries(ZipInputStream in) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
            if (!entry.isDirectory()) {
                files.put(entry.getName(), in.readAllBytes());
            }
        }
        return files;
    }

    private static void store(ZipOutputStream out, String name, byte[] bytes) throws IOException {
        CRC32 checksum = new CRC32();
        checksum.update(bytes);
        ZipEntry entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(bytes.length);
        entry.setCrc(checksum.getValue());
        out.putNextEntry(entry);
        out.write(bytes);
    }
}
