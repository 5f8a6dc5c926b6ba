// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.agent.rewrite;

import io.warpdrive.agent.FirstLook;
import java.util.List;
import java.util.Set;

/**
 * Which classes are rewritten. By default: every class of the application and its libraries, and of the JDK the stream
 * classes of {@code java.util.zip} and ImageIO's PNG plug-in only. So ZipFile and JarFile, through which class loading runs, the run-time image,
 * zipfs and the {@code jar} and {@code jlink} tools, whose output people compare, stay on zlib, and so do loaders of jars
 * within jars. Of the boot loader's classes only those few are ever looked at: that is where nearly all classes of a short
 * program come from.
 *
 * <p>The keys {@code include} and {@code exclude} list packages (with all below them) or classes. Of all entries that
 * match a class, the longest decides; of two equal ones, {@code exclude}.
 */
final class ClassRules {
    /** The JDK's classes that make a Deflater or an Inflater for a stream; their subclasses call these. */
    static final Set<String> STREAMS = Set.of(
            "java/util/zip/DeflaterInputStream",
            "java/util/zip/DeflaterOutputStream",
            "java/util/zip/GZIPInputStream",
            "java/util/zip/GZIPOutputStream",
            "java/util/zip/InflaterInputStream",
            "java/util/zip/InflaterOutputStream",
            "java/util/zip/ZipInputStream",
            "java/util/zip/ZipOutputStream");

    /** Those that leave it to the above. */
    static final Set<String> JAR_STREAMS = Set.of("java/util/jar/JarInputStream", "java/util/jar/JarOutputStream");

    /** An application that has the library on its class path chose the drop-ins itself; they know when they want zlib. */
    private static final String[] OURS = {
        "io/warpdrive/agent",
        "io/warpdrive/cli",
        "io/warpdrive/compress",
        "io/warpdrive/emulator",
        "io/warpdrive/health",
        "io/warpdrive/hisi",
        "io/warpdrive/observe",
        "io/warpdrive/queue",
        "io/warpdrive/route",
        "io/warpdrive/settings",
        "io/warpdrive/soft",
        "io/warpdrive/stream",
        "io/warpdrive/support",
        "io/warpdrive/uacce",
        "io/warpdrive/zip"
    };

    private static final String AGENT = "io/warpdrive/agent/";
    private static final ClassLoader OWN_LOADER = ClassRules.class.getClassLoader();
    private static final ClassLoader PLATFORM_LOADER = ClassLoader.getPlatformClassLoader();

    private final String[] include;
    private final String[] exclude;

    /**
     * @param include packages or classes, as in Java source
     * @param exclude likewise
     */
    ClassRules(List<String> include, List<String> exclude) {
        this.include = internalNames(include);
        this.exclude = internalNames(exclude);
    }

    /**
     * Whether a class may be anything but {@linkplain Treatment#IGNORE ignored}: at install most of those that are loaded
     * are not worth a closer look.
     *
     * @param loader its loader; {@code null} for the boot loader
     * @param binaryName its name, with dots
     */
    boolean mayTouch(ClassLoader loader, String binaryName) {
        return loader != null
                || include.length + exclude.length > 0
                || FirstLook.isServedOfBootLoader(binaryName.replace('.', '/'));
    }

    /**
     * What is to be done to a class.
     *
     * @param module the class's module
     * @param loader its loader; {@code null} for the boot loader
     * @param name its name, with slashes
     */
    Treatment of(Module module, ClassLoader loader, String name) {
        if (isAgents(loader, name)) {
            return Treatment.IGNORE;
        }
        int included = longestMatch(include, name);
        int excluded = longestMatch(exclude, name);
        if (included > excluded) {
            return Treatment.REWRITE;
        }
        return excluded >= 0 ? Treatment.KEEP_ON_ZLIB : byDefault(module, loader, name);
    }

    /** Whether a class is of the agent itself: of its own loader, or of the few that the JVM starts it by. */
    private static boolean isAgents(ClassLoader loader, String name) {
        return loader == OWN_LOADER
                ? OWN_LOADER != ClassLoader.getSystemClassLoader()
                : name.startsWith(AGENT) && loader == ClassLoader.getSystemClassLoader();
    }

    private static Treatment byDefault(Module module, ClassLoader loader, String name) {
        if (loader == null) {
            boolean served = STREAMS.contains(name) || name.startsWith(FirstLook.PNG);
            return served ? Treatment.REWRITE : Treatment.IGNORE;
        }
        if (FirstLook.loadsClasses(name)) {
            return Treatment.IGNORE;
        }
        if (loader == PLATFORM_LOADER || isOfJdk(module) || longestMatch(OURS, name) >= 0) {
            return Treatment.KEEP_ON_ZLIB;
        }
        return Treatment.REWRITE;
    }

    /** The JDK's tools (jdk.jartool, jdk.jlink…) are in the application's loader, so their modules' names tell. */
    private static boolean isOfJdk(Module module) {
        String name = module.isNamed() ? module.getName() : "";
        return name.startsWith("java.") || name.startsWith("jdk.");
    }

    /** The length of the longest entry that is {@code name}, a package above it or a class around it; -1 if none is. */
    private static int longestMatch(String[] entries, String name) {
        int longest = -1;
        for (String entry : entries) {
            boolean matches = name.startsWith(entry)
                    && (name.length() == entry.length()
                            || name.charAt(entry.length()) == '/'
                            || name.charAt(entry.length()) == '$');
            if (matches && entry.length() > longest) {
                longest = entry.length();
            }
        }
        return longest;
    }

    private static String[] internalNames(List<String> entries) {
        String[] names = new String[entries.size()];
        for (int i = 0; i < names.length; i++) {
            String entry = entries.get(i);
            String plain = entry.endsWith(".*") ? entry.substring(0, entry.length() - 2) : entry;
            names[i] = plain.replace('.', '/');
        }
        return names;
    }
}
