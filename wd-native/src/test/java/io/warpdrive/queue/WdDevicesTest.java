// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.warpdrive.queue.spi.WdDeviceProvider;
import io.warpdrive.settings.WdConfiguration;
import java.io.File;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which devices are found: ours in any case, and those of whoever names a provider beside us. */
final class WdDevicesTest {
    @TempDir
    private Path directory;

    /** Of somebody else's jar: between our two. Public, with its constructor, as service loaders want it. */
    public static final class Foreign implements WdDeviceProvider {
        static final String NAME = "foreign";

        @Override
        public List<WdDevice> discover(WdConfiguration configuration) {
            return List.of((WdDevice) Proxy.newProxyInstance(
                    Foreign.class.getClassLoader(),
                    new Class<?>[] {WdDevice.class},
                    (proxy, method, arguments) -> NAME));
        }

        @Override
        public int rank() {
            return 50;
        }
    }

    /** What is run in a loader that sees the library, and one directory more: the names of what is found. */
    public static final class Found implements Supplier<List<String>> {
        @Override
        public List<String> get() {
            List<String> names = new ArrayList<>();
            for (WdDevice device : WdDevices.discover(WdConfiguration.current()).list()) {
                names.add(device.name());
            }
            return names;
        }
    }

    /** Without it a device that is in a jar of its own serves nobody. */
    @Test
    void aProviderThatSomebodyElseNamesIsFound() throws Exception {
        assertThat(found(Foreign.class.getName())).endsWith(Foreign.NAME, "soft");
    }

    /** Without it somebody else's jar that is broken takes our devices away. */
    @Test
    void ofAProviderThatCanNotBeLoadedOursAreLeft() throws Exception {
        assertThat(found("no.such.Provider\nno.such.Other")).endsWith("soft");
        // what is no class file at all is a LinkageError, and none of the service loader's
        Files.writeString(directory.resolve("Broken.class"), "no class");
        assertThat(found("Broken")).endsWith("soft");
    }

    /** @param provider a line of the file that names providers */
    private List<String> found(String provider) throws Exception {
        Path services = Files.createDirectories(directory.resolve("META-INF/services"));
        Files.writeString(services.resolve(WdDeviceProvider.class.getName()), provider);
        try (URLClassLoader loader = new URLClassLoader(urls(), ClassLoader.getPlatformClassLoader())) {
            return run(loader.loadClass(Found.class.getName()));
        }
    }

    // it is the same class in another loader
    @SuppressWarnings("unchecked")
    private static List<String> run(Class<?> look) throws ReflectiveOperationException {
        try {
            return ((Supplier<List<String>>) look.getConstructor().newInstance()).get();
        } catch (InvocationTargetException e) {
            throw new AssertionError(e.getCause());
        }
    }

    private URL[] urls() throws MalformedURLException {
        List<URL> urls = new ArrayList<>(List.of(directory.toUri().toURL()));
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            urls.add(Path.of(entry).toUri().toURL());
        }
        return urls.toArray(URL[]::new);
    }
}
