// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.agent.rewrite;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

/** Which classes the agent touches. */
class ClassRulesTest {
    private static final ClassRules DEFAULTS = new ClassRules(List.of(), List.of());

    // the JDK's streams make their Deflater themselves; without them GZIPOutputStream's users would gain nothing
    @Test
    void applicationsAndTheStreamsOfTheJdkAreCovered() {
        assertThat(covers(DEFAULTS, "com/example/Main")).isTrue();
        assertThat(covers(DEFAULTS, GZIPOutputStream.class)).isTrue();
    }

    // class loading runs through these, and people compare what the tools write
    @Test
    void theRestOfTheJdkIsNot() throws Exception {
        assertThat(covers(DEFAULTS, ZipFile.class)).isFalse();
        assertThat(covers(DEFAULTS, Class.forName("java.util.zip.ZipFile$Source")))
                .isFalse();
        assertThat(covers(DEFAULTS, java.util.jar.JarFile.class)).isFalse();
        assertThat(covers(DEFAULTS, Class.forName("jdk.internal.jimage.ImageReader")))
                .isFalse();
        assertThat(covers(DEFAULTS, Class.forName("jdk.nio.zipfs.ZipFileSystemProvider")))
                .isFalse();
        assertThat(covers(DEFAULTS, Class.forName("sun.tools.jar.Main"))).isFalse();
        assertThat(covers(DEFAULTS, Class.forName("jdk.tools.jlink.internal.Main")))
                .isFalse();
    }

    // they make their Deflater and Inflater themselves, and pictures are a good part of what is compressed
    @Test
    void imageIosPngIsCovered() throws Exception {
        assertThat(covers(DEFAULTS, Class.forName("com.sun.imageio.plugins.png.PNGImageWriter")))
                .isTrue();
        assertThat(covers(DEFAULTS, Class.forName("com.sun.imageio.plugins.png.PNGImageReader")))
                .isTrue();
        assertThat(covers(DEFAULTS, Class.forName("com.sun.imageio.plugins.gif.GIFImageReader")))
                .isFalse();
        assertThat(DEFAULTS.mayTouch(null, "com.sun.imageio.plugins.png.PNGImageReader"))
                .isTrue();
    }

    // an application's classes come through these, as they do through JarFile: half a second of its start
    @Test
    void loadersOfJarsWithinJarsAreLeftAlone() {
        ClassLoader loader = ClassRulesTest.class.getClassLoader();
        Module module = ClassRulesTest.class.getModule();
        String name = "org/springframework/boot/loader/zip/ZipContent";
        assertThat(DEFAULTS.of(module, loader, name)).isEqualTo(Treatment.IGNORE);
        assertThat(covers(DEFAULTS, "org/springframework/boot/Application")).isTrue();
        ClassRules included = new ClassRules(List.of("org.springframework.boot.loader"), List.of());
        assertThat(covers(included, name)).isTrue();
    }

    // the tools leave it to the JDK's streams to make a Deflater: not to rewrite the tools alone changes nothing
    @Test
    void theToolsAreKeptOnZlib() throws Exception {
        assertThat(treatment(DEFAULTS, Class.forName("sun.tools.jar.Main"))).isEqualTo(Treatment.KEEP_ON_ZLIB);
        assertThat(treatment(DEFAULTS, Class.forName("jdk.tools.jlink.internal.Main")))
                .isEqualTo(Treatment.KEEP_ON_ZLIB);
    }

    // an application that has the drop-ins on its class path chose for itself
    @Test
    void theDropInsThemselvesAreNot() {
        assertThat(covers(DEFAULTS, "io/warpdrive/zip/HwDeflater")).isFalse();
        assertThat(covers(DEFAULTS, "io/warpdrive/zipper/Main")).isTrue();
    }

    // the operator has the last word
    @Test
    void includeAndExcludeChangeIt() throws Exception {
        ClassRules rules = new ClassRules(List.of("jdk.nio.zipfs", "com.example.fast"), List.of("com.example.*"));
        assertThat(covers(rules, Class.forName("jdk.nio.zipfs.ZipFileSystemProvider")))
                .isTrue();
        assertThat(covers(rules, "com/example/Main")).isFalse();
        assertThat(covers(rules, "com/example2/Main")).isTrue();
        assertThat(covers(rules, ZipFile.class)).isFalse();
    }

    // one class of an excluded package can be let in, and the other way round
    @Test
    void theLongestEntryDecides() {
        ClassRules rules = new ClassRules(List.of("com.example.fast.Main", "org.a"), List.of("com.example", "org.a"));
        assertThat(covers(rules, "com/example/fast/Main")).isTrue();
        assertThat(covers(rules, "com/example/fast/Main$Inner")).isTrue();
        assertThat(covers(rules, "com/example/fast/Mainly")).isFalse();
        assertThat(covers(rules, "org/a/Both")).isFalse();
    }

    private static boolean covers(ClassRules rules, Class<?> type) {
        return treatment(rules, type) == Treatment.REWRITE;
    }

    private static Treatment treatment(ClassRules rules, Class<?> type) {
        return rules.of(type.getModule(), type.getClassLoader(), type.getName().replace('.', '/'));
    }

    /** Of a class of the application's. */
    private static boolean covers(ClassRules rules, String name) {
        ClassLoader loader = ClassRulesTest.class.getClassLoader();
        return rules.of(ClassRulesTest.class.getModule(), loader, name) == Treatment.REWRITE;
    }
}
