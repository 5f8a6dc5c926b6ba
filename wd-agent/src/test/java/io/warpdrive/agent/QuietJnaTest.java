// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.jna.Native;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** The agent's JNA, which must not start the application's logging. */
class QuietJnaTest {
    private static final String STAND_INS = "io/warpdrive/agent/jna/";
    private static final Map<String, byte[]> CLASS_FILES = new TreeMap<>();

    @BeforeAll
    static void readJna() throws Exception {
        File jar = new File(
                Native.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        try (ZipFile zip = new ZipFile(jar)) {
            for (Enumeration<? extends ZipEntry> entries = zip.entries(); entries.hasMoreElements(); ) {
                ZipEntry entry = entries.nextElement();
                if (entry.getName().matches("com/sun/jna/((internal|ptr)/)?[^/]*\\.class")) {
                    CLASS_FILES.put(entry.getName(), zip.getInputStream(entry).readAllBytes());
                }
            }
        }
        assertThat(CLASS_FILES).hasSizeGreaterThan(80);
    }

    // JNA's first class has a logger: java.util.logging.manager set in main would be ignored from then on; ldconfig is
    // run
    // through a builder that logs, and where it looked goes to a property that an application's JNA reads
    @Test
    void noClassNamesTheJdksLoggingNorStartsAProcess() throws Exception {
        int changed = 0;
        for (Map.Entry<String, byte[]> each : CLASS_FILES.entrySet()) {
            byte[] quiet = QuietJna.quiet(each.getValue());
            assertThat(text(quiet))
                    .as(each.getKey())
                    .doesNotContain(
                            "java/util/logging", "Ljava/lang/Runtime;", "ProcessBuilder", "\u0019jna.platform.library");
            if (text(each.getValue()).matches("(?s).*(java/util/logging|Ljava/lang/Runtime;).*")) {
                changed++;
            } else {
                assertThat(quiet).as(each.getKey()).isEqualTo(each.getValue());
            }
        }
        assertThat(changed).isPositive();
    }

    // a later JNA that logs in another way would end in a LinkageError
    @Test
    void theStandInsHaveAllThatJnaUses() throws Exception {
        Set<String> missing = new HashSet<>();
        for (byte[] classFile : CLASS_FILES.values()) {
            new ClassReader(QuietJna.quiet(classFile)).accept(new Uses(missing), 0);
        }
        assertThat(missing).isEmpty();
    }

    // a constant of a later Java: better no JNA, which is said, than a class that is cut
    @Test
    void anUnknownConstantIsRefused() {
        byte[] classFile = CLASS_FILES.get("com/sun/jna/Native.class").clone();
        classFile[10] = 99;
        assertThatThrownBy(() -> QuietJna.quiet(classFile))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("99");
    }

    private static String text(byte[] classFile) {
        return new String(classFile, StandardCharsets.ISO_8859_1);
    }

    /** Collects the members of stand-ins that a class uses and they have not. */
    private static final class Uses extends ClassVisitor {
        private final Set<String> missing;

        Uses(Set<String> missing) {
            super(Opcodes.ASM9);
            this.missing = missing;
        }

        @Override
        public MethodVisitor visitMethod(
                int access, String name, String descriptor, String signature, String[] exceptions) {
            return new MethodVisitor(Opcodes.ASM9) {
                @Override
                public void visitMethodInsn(
                        int opcode, String owner, String method, String methodDescriptor, boolean isInterface) {
                    if (owner.startsWith(STAND_INS) && !hasMethod(owner, method, methodDescriptor)) {
                        missing.add(owner + "." + method + methodDescriptor);
                    }
                }

                @Override
                public void visitFieldInsn(int opcode, String owner, String field, String fieldDescriptor) {
                    if (owner.startsWith(STAND_INS) && !hasField(owner, field)) {
                        missing.add(owner + "." + field);
                    }
                }

                @Override
                public void visitTypeInsn(int opcode, String type) {
                    if (type.startsWith(STAND_INS) && classOf(type) == null) {
                        missing.add(type);
                    }
                }
            };
        }

        private static boolean hasMethod(String owner, String name, String descriptor) {
            Class<?> type = classOf(owner);
            return type != null
                    && Arrays.stream(type.getMethods())
                            .anyMatch(method -> method.getName().equals(name)
                                    && Type.getMethodDescriptor(method).equals(descriptor));
        }

        private static boolean hasField(String owner, String name) {
            Class<?> type = classOf(owner);
            return type != null
                    && Arrays.stream(type.getFields())
                            .anyMatch(field -> field.getName().equals(name));
        }

        private static Class<?> classOf(String name) {
            try {
                return Class.forName(name.replace('/', '.'));
            } catch (ClassNotFoundException e) {
                return null;
            }
        }
    }
}
