// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.agent;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.IllegalClassFormatException;
import java.security.ProtectionDomain;

/**
 * Stands before the agent proper, which is loaded for the first class that may have something to rewrite: a program that
 * has none pays for these few lines. Safe for use by many threads.
 */
final class Gate implements ClassFileTransformer {
    private static final String BUILT_IN = "jdk.internal.loader.";
    private static final String OWN_PACKAGE = Gate.class.getPackageName() + '.';
    /** With these the agent looks at more classes, or has something to say, from the start. */
    private static final String[] EARLY_KEYS = {"include", "exclude", "log", "observe"};

    /** One after the other. */
    private enum State {
        CLOSED,
        OPENING,
        OPEN
    }

    private final Installation installation;
    /** Written under this object's lock. Volatile: read without it by every thread that loads a class. */
    private volatile State state = State.CLOSED;
    /** Written before the state is OPEN. Null until then, and if the agent proper could not be loaded. */
    private ClassFileTransformer behind;

    /** Throws if the jar lacks what looks at classes: later the JVM would keep that to itself. */
    Gate(Installation installation) {
        this.installation = installation;
        FirstLook.loadsClasses("");
        ConstantPool.mentionsDeflaterOrInflater(new byte[0]);
    }

    /**
     * Whether nothing wants the agent proper so far, and it can be loaded by any thread: a system class loader of the
     * application's may load one class at a time, and then two threads could wait for each other.
     */
    static boolean mayWait(Installation installation) {
        if (!Gate.class.getClassLoader().getClass().getName().startsWith(BUILT_IN)) {
            return false;
        }
        for (String key : EARLY_KEYS) {
            if (installation.arguments().contains(key) || mayBeSet("warpdrive." + key)) {
                return false;
            }
        }
        return !holdsClassOfInterest(installation.instrumentation().getAllLoadedClasses());
    }

    /** Also where a security manager does not let us see it: an exception out of premain would end the JVM. */
    private static boolean mayBeSet(String property) {
        try {
            return System.getProperty(property) != null;
        } catch (SecurityException e) {
            return true;
        }
    }

    /**
     * Whether there is one that may have to be changed: a stream of the JDK's, or another agent's. The order is that of the
     * costs: the JVM makes a class's name when it is first asked for it, and compiles a method that is called for each class.
     */
    private static boolean holdsClassOfInterest(Class<?>[] loaded) {
        for (Class<?> type : loaded) {
            if (type.getClassLoader() != null) {
                if (!type.getName().startsWith(OWN_PACKAGE)) {
                    return true;
                }
            } else if (FilterInputStream.class.isAssignableFrom(type)
                    || FilterOutputStream.class.isAssignableFrom(type)) {
                String name = type.getName();
                if (name.startsWith("java.util.zip.") && name.indexOf('$') < 0) {
                    return true;
                }
            }
        }
        return false;
    }

    /** @return {@code null} for a class that stays as it is: that is what the JVM expects */
    @Override
    public byte[] transform(
            Module module,
            ClassLoader loader,
            String name,
            Class<?> redefined,
            ProtectionDomain domain,
            byte[] classFile)
            throws IllegalClassFormatException {
        if (state != State.OPEN && (!mayMatter(module, loader, name, classFile) || !open())) {
            return null;
        }
        return behind == null ? null : behind.transform(module, loader, name, redefined, domain, classFile);
    }

    /** Of the boot loader's classes only a few: that is where nearly all classes of a short program come from. */
    private static boolean mayMatter(Module module, ClassLoader loader, String name, byte[] classFile) {
        return name != null
                && (loader == null ? FirstLook.isServedOfBootLoader(name) : !FirstLook.loadsClasses(name))
                && (ConstantPool.mentionsDeflaterOrInflater(classFile)
                        // whose streams stay on zlib: only the JDK's, and its classes are in modules
                        || (module.isNamed() && ConstantPool.mentionsStream(classFile)));
    }

    /** Whether it is open now; not while this thread opens it: the classes that this takes have nothing to rewrite. */
    private synchronized boolean open() {
        if (state == State.CLOSED) {
            state = State.OPENING;
            behind = new Installation(
                            installation.arguments(),
                            installation.instrumentation(),
                            installation.starter(),
                            true,
                            installation.failure())
                    .load();
            state = State.OPEN;
        }
        return state == State.OPEN;
    }
}
