// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.agent;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Loads what lies under {@code warpdrive/} in the agent's jar. The application sees none of it, and we see nothing of the
 * application: its own JNA or ASM, of whatever version, and ours never meet. The entries are stored, not compressed, so
 * that loading a class of ours never needs an {@code Inflater}.
 */
final class AgentLoader extends ClassLoader {
    static {
        registerAsParallelCapable();
    }

    private static final String PREFIX = "warpdrive/";
    private static final String JNA = "com.sun.jna.";

    private final ZipFile jar;
    private final URLStreamHandler handler = new Handler();

    private AgentLoader(File jar) throws IOException {
        super("warpdrive", ClassLoader.getPlatformClassLoader());
        this.jar = new ZipFile(jar);
    }

    /**
     * A loader of the classes in {@code jar}, which stays open as long as the JVM runs. The type returned is the JDK's, so
     * that the verifier does not need this class before the caller is ready to catch what comes of it.
     */
    static ClassLoader of(File jar) throws IOException {
        return new AgentLoader(jar);
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        ZipEntry entry = jar.getEntry(PREFIX + name.replace('.', '/') + ".class");
        if (entry == null) {
            throw new ClassNotFoundException(name);
        }
        try (InputStream in = jar.getInputStream(entry)) {
            byte[] file = in.readAllBytes();
            byte[] bytes = name.startsWith(JNA) ? QuietJna.quiet(file) : file;
            return defineClass(name, bytes, 0, bytes.length, AgentLoader.class.getProtectionDomain());
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }

    @Override
    @SuppressWarnings("deprecation") // its replacement, URL.of, came with Java 20
    protected URL findResource(String name) {
        if (jar.getEntry(PREFIX + name) == null) {
            return null;
        }
        try {
            return new URL("warpdrive", "", -1, name, handler);
        } catch (MalformedURLException e) {
            return null;
        }
    }

    /** Straight from the jar: the JDK's own would open it again, as one of the JVM-wide cache of open jars. */
    private final class Handler extends URLStreamHandler {
        @Override
        protected URLConnection openConnection(URL url) {
            return new URLConnection(url) {
                @Override
                public void connect() {
                    connected = true;
                }

                @Override
                public InputStream getInputStream() {
                    return getResourceAsStream(url.getFile());
                }
            };
        }
    }

    @Override
    protected Enumeration<URL> findResources(String name) {
        URL resource = findResource(name);
        return Collections.enumeration(resource == null ? List.of() : List.of(resource));
    }

    @Override
    public InputStream getResourceAsStream(String name) {
        ZipEntry entry = jar.getEntry(PREFIX + name);
        try {
            return entry == null ? super.getResourceAsStream(name) : jar.getInputStream(entry);
        } catch (IOException e) {
            return InputStream.nullInputStream();
        }
    }
}
