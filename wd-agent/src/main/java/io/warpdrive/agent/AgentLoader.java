// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.agent;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.WeakReference;
import java.net.Proxy;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.nio.ByteBuffer;
import java.security.CodeSource;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Loads what lies under {@code warpdrive/} in the agent's jar. The application sees none of it, and but for three classes beside
 * this one we see nothing of the application: its own JNA or ASM, of whatever version, and ours never meet. All of it is stored,
 * not compressed, so that loading a class of ours never needs an {@code Inflater}. Safe for use by many threads.
 */
final class AgentLoader extends ClassLoader {
    static {
        registerAsParallelCapable();
    }

    private static final String PREFIX = "warpdrive/";
    private static final String OURS = "io.warpdrive.";
    private static final String OUR_SERVICES = "META-INF/services/" + OURS;
    private static final String JDK = "java.";
    private static final String JNA = "com.sun.jna.";

    /** What the gate and the agent proper both see. Had from here: no other loader is asked for it. */
    private static final Class<?>[] SHARED = {ConstantPool.class, FirstLook.class, Installation.class};

    /** What the first stream of a program needs, what an engine needs, and all other classes. Looked into in this order. */
    private static final String[] PARTS = {PREFIX + "first.zip", PREFIX + "engine.zip", PREFIX + "others.zip"};

    private final ClassLoader parent;
    private final ZipFile jar;
    /** Of all classes that come from here. */
    private final ProtectionDomain domain;

    /** By part. Written without a lock: whoever sees nothing here reads it once more. */
    private final List<WeakReference<StoredClasses>> parts =
            new ArrayList<>(Collections.nCopies(PARTS.length, new WeakReference<>(null)));

    private AgentLoader(File jar, ClassLoader parent) throws IOException {
        super("warpdrive", parent);
        this.parent = parent;
        ProtectionDomain outer = AgentLoader.class.getProtectionDomain();
        CodeSource source = outer.getCodeSource();
        domain = new ProtectionDomain(
                new CodeSource(Address.of(source.getLocation()), source.getCertificates()),
                outer.getPermissions(),
                this,
                null);
        this.jar = new ZipFile(jar);
        for (String part : PARTS) {
            if (this.jar.getEntry(part) == null) {
                throw new FileNotFoundException("the agent's jar lacks " + part);
            }
        }
    }

    /**
     * A loader of the classes in {@code jar}, which stays open as long as the JVM runs. The type returned is the JDK's, so
     * that the verifier does not need this class before the caller is ready to catch what comes of it.
     */
    static ClassLoader of(File jar) throws IOException {
        return new AgentLoader(jar, ClassLoader.getPlatformClassLoader());
    }

    /**
     * Ours come from here alone, and the JDK's from the parent alone: to ask at the wrong place first would cost an exception
     * for each of them. No lock is held while a class is defined: another agent may compress whatever class comes by, and needs
     * others of ours for it, which another thread may be defining. Two threads may then define the same one; the first wins.
     */
    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (name.startsWith(JDK)) {
            return jdkClass(name);
        }
        if (!name.startsWith(OURS)) {
            try {
                return parent.loadClass(name);
            } catch (ClassNotFoundException e) {
                return ownClass(name);
            }
        }
        for (Class<?> shared : SHARED) {
            if (shared.getName().equals(name)) {
                return shared;
            }
        }
        return ownClass(name);
    }

    /** Most are the boot loader's: to ask it is a short way, which a security manager may close to the caller. */
    private Class<?> jdkClass(String name) throws ClassNotFoundException {
        try {
            return Class.forName(name, false, null);
        } catch (ClassNotFoundException | SecurityException e) {
            return parent.loadClass(name);
        }
    }

    private Class<?> ownClass(String name) throws ClassNotFoundException {
        Class<?> loaded = findLoadedClass(name);
        if (loaded != null) {
            return loaded;
        }
        try {
            return findClass(name);
        } catch (LinkageError e) {
            Class<?> defined = findLoadedClass(name);
            if (defined == null) {
                throw e;
            }
            return defined;
        }
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        try {
            ByteBuffer found = null;
            for (int i = 0; i < PARTS.length && found == null; i++) {
                found = part(i).findClass(name);
            }
            if (found == null) {
                throw new ClassNotFoundException(name);
            }
            if (name.startsWith(JNA)) {
                found = ByteBuffer.wrap(QuietJna.quiet(copy(found)));
            }
            return defineClass(name, found, domain);
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }

    /** Null if there is no such thing. */
    private InputStream open(String name) throws IOException {
        ZipEntry entry = jar.getEntry(PREFIX + name);
        if (entry != null) {
            return jar.getInputStream(entry);
        }
        ByteBuffer found = null;
        for (int i = 0; i < PARTS.length && found == null; i++) {
            found = part(i).find(name);
        }
        return found == null ? null : new ByteArrayInputStream(copy(found));
    }

    private static byte[] copy(ByteBuffer found) {
        byte[] bytes = new byte[found.remaining()];
        found.get(bytes);
        return bytes;
    }

    private StoredClasses part(int index) throws IOException {
        StoredClasses classes = parts.get(index).get();
        if (classes == null) {
            classes = StoredClasses.read(jar, PARTS[index]);
            parts.set(index, new WeakReference<>(classes));
        }
        return classes;
    }

    @Override
    protected URL findResource(String name) {
        try (InputStream in = open(name)) {
            return in == null ? null : Handler.url(this, name);
        } catch (IOException e) {
            return null;
        }
    }

    /** Straight from the jar: the JDK's own would open it again, as one of the JVM-wide cache of open jars. */
    private static final class Handler extends URLStreamHandler {
        private final ClassLoader loader;

        private Handler(ClassLoader loader) {
            this.loader = loader;
        }

        @SuppressWarnings("deprecation") // its replacement, URL.of, came with Java 20
        static URL url(ClassLoader loader, String name) throws IOException {
            return new URL("warpdrive", "", -1, name, new Handler(loader));
        }

        @Override
        protected URLConnection openConnection(URL url) {
            return new URLConnection(url) {
                @Override
                public void connect() {
                    connected = true;
                }

                @Override
                public InputStream getInputStream() {
                    return loader.getResourceAsStream(url.getFile());
                }
            };
        }
    }

    /** A URL that has its text at hand: the JDK asks for it with each class that is defined, and would put it together anew. */
    private static final class Address extends URLStreamHandler {
        private final String text;
        /** The only one that has this text: those made from it have this handler as well. */
        private URL own;

        private Address(String text) {
            this.text = text;
        }

        @SuppressWarnings("deprecation") // its replacement, URL.of, came with Java 20
        static URL of(URL url) throws IOException {
            Address handler = new Address(url.toString());
            handler.own = new URL(null, handler.text, handler);
            return handler.own;
        }

        @Override
        @SuppressWarnings("deprecation") // as above
        protected URLConnection openConnection(URL url) throws IOException {
            return new URL(url.toString()).openConnection();
        }

        @Override
        @SuppressWarnings("deprecation") // as above
        protected URLConnection openConnection(URL url, Proxy proxy) throws IOException {
            return new URL(url.toString()).openConnection(proxy);
        }

        @Override
        @SuppressWarnings("ReferenceEquality") // URLs that are equal may have other texts
        protected String toExternalForm(URL url) {
            return url == own ? text : super.toExternalForm(url);
        }
    }

    /** Our providers are found here alone: to look for more would have the JDK open its image of all modules. */
    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
        return name.startsWith(OUR_SERVICES) ? findResources(name) : super.getResources(name);
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
