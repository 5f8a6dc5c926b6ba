// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.agent;

/**
 * What a class's name tells before anything is loaded to look at it. Shared with the agent proper, as {@link ConstantPool} is.
 */
public final class FirstLook {
    /** ImageIO's plug-in, which makes its Deflater and Inflater itself. */
    public static final String PNG = "com/sun/imageio/plugins/png/";

    private static final String STREAMS = "java/util/zip/";

    /** Loaders of jars within jars, through which an application's classes come, as they do through JarFile elsewhere. */
    private static final String[] LOADERS = {
        "org/springframework/boot/loader/",
        "org/eclipse/jdt/internal/jarinjarloader/",
        "com/simontuffs/onejar/",
        "com/jdotsoft/jarloader/",
    };

    private FirstLook() {}

    /**
     * Whether a class of the boot loader may be served.
     *
     * @param name with slashes
     * @return whether it may
     */
    public static boolean isServedOfBootLoader(String name) {
        return name.startsWith(STREAMS) || name.startsWith(PNG);
    }

    /**
     * Whether a class loads others out of a jar within a jar.
     *
     * @param name with slashes
     * @return whether it does
     */
    public static boolean loadsClasses(String name) {
        for (String loader : LOADERS) {
            if (name.startsWith(loader)) {
                return true;
            }
        }
        return false;
    }
}
