// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.agent;

import java.io.File;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.WeakReference;
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
 * application: its own JNA or ASM, of whatever version, and ours never meet. All of it is stored, not compressed, so
 * that loading a class of ours never needs an {@code Inflater}. Safe for use by many threads.
 */
final class AgentLoader extends ClassLoader {
    static {
        registerAsParallelCapable();
    }

    private static final String PREFIX = "warpdrive/";
    private static final String JNA = "com.sun.jna.";

    /** What the first stream of a program needs, and all other classes. */
    private static final String FIRST = PREFIX + "first.zip";

    private static final String OTHERS = PREFIX + "others.zip";

    private final ZipFile jar;
    /** Not volatile, nor is what follows: whoever sees nothing here reads it once more. */
    private WeakReference<StoredClasses> first = new WeakReference<>(null);

    private WeakReference<StoredClasses> others = first;
    private final URLStreamHandler handler = new Handler();

    private AgentLoader(File jar) throws IOException {
        super("warpdrive", ClassLoader.getPlatformClassLoader());
        this.jar = new ZipFile(jar);
        if (this.jar.getEntry(OTHERS) == null) {
            throw new FileNotFoundException("the agent's jar lacks " + OTHERS);
        }
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
        try (InputStream in = open(name.replace('.', '/') + ".class")) {
            if (in == null) {
                throw new ClassNotFoundException(name);
            }
            byte[] file = in.readAllBytes();
            byte[] bytes = name.startsWith(JNA) ? QuietJna.quiet(file) : file;
            return defineClass(name, bytes, 0, bytes.length, AgentLoader.class.getProtectionDomain());
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }

    /** Null if there is no such thing. */
    private InputStream open(String name) throws IOException {
        InputStream early = first().open(name);
        if (early != null) {
            return early;
        }
        ZipEntry entry = jar.getEntry(PREFIX + name);
        return entry == null ? others().open(name) : jar.getInputStream(entry);
    }

    private StoredClasses first() throws IOException {
        StoredClasses classes = first.get();
        if (classes == null) {
            classes = StoredClasses.read(jar, FIRST);
            first = new WeakReference<>(classes);
        }
        return classes;
    }

    private StoredClasses others() throws IOException {
        StoredClasses classes = others.get();
        if (classes == null) {
            classes = StoredClasses.read(jar, OTHERS);
            others = new WeakReference<>(classes);
        }
        return classes;
    }

    @Override
    @SuppressWarnings("deprecation") // its replacement, URL.of, came with Java 20
    protected URL findResource(String name) {
        try (InputStream in = open(name)) {
            return in == null ? null : new URL("warpdrive", "", -1, name, handler);
        } catch (IOException e) {
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
        try {
            InputStream own = open(name);
            return own == null ? super.getResourceAsStream(name) : own;
        } catch (IOException e) {
            return InputStream.nullInputStream();
        }
    }
}
