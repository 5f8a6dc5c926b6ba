// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.agent.rewrite;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.function.Supplier;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Classes that extend Deflater or Inflater; that they run is in the tests of the agent as a whole. */
class SubclassesTest {

    /** As Hadoop's BuiltInZlibDeflater: its own names for its parent's methods. */
    static class Adding extends Deflater {
        Adding(int level) {
            super(level < 0 ? new Deflater(1).getTotalIn() : level, true);
        }

        int compress(byte[] out) {
            return super.deflate(out, 0, out.length);
        }

        @Override
        public void reset() {
            super.reset();
        }
    }

    static class AddingToInflater extends Inflater implements Supplier<String> {
        @Override
        public String get() {
            return getRemaining() + "";
        }
    }

    /** As counting ones do. */
    static class Overriding extends Deflater {
        @Override
        public int deflate(byte[] out, int offset, int length, int flush) {
            return super.deflate(out, offset, length, flush);
        }
    }

    static class Unrelated {
        final Deflater deflater = new Deflater();
    }

    // Hadoop's compressors would stay on zlib for want of a constructor call to rewrite
    @Test
    void aSubclassThatOnlyAddsIsGivenOurParent() throws Exception {
        assertThat(parent(Adding.class)).isEqualTo("java/util/zip/WarpDriveDeflater");
        assertThat(parent(AddingToInflater.class)).isEqualTo("java/util/zip/WarpDriveInflater");
    }

    // a call of a constructor that is not the parent's is a VerifyError in the application
    @Test
    void itsSuperCallsGoToThatParentAndItsOtherConstructionsDoNot() throws Exception {
        assertThat(constructorOwners(Adding.class))
                .containsExactly("java/util/zip/Deflater", "java/util/zip/WarpDriveDeflater");
    }

    // one that counts on how zlib's calls come would see others
    @Test
    void aSubclassThatOverridesTheDataPathStays() throws Exception {
        assertThat(Subclasses.rewrite(Rewritten.classFile(Overriding.class))).isEmpty();
        assertThat(PoolReader.extendsTarget(Rewritten.classFile(Overriding.class)))
                .isTrue();
    }

    // nearly every class would be parsed for nothing
    @Test
    void aClassThatExtendsNeitherIsTold() throws Exception {
        byte[] classFile = Rewritten.classFile(Unrelated.class);
        assertThat(PoolReader.extendsTarget(classFile)).isFalse();
        assertThat(Subclasses.rewrite(classFile)).isEmpty();
        assertThat(PoolReader.extendsTarget(Arrays.copyOf(classFile, 40))).isFalse();
    }

    private static String parent(Class<?> type) throws Exception {
        byte[] changed = Subclasses.rewrite(Rewritten.classFile(type)).orElseThrow();
        assertThat(PoolReader.extendsTarget(Rewritten.classFile(type))).isTrue();
        return new ClassReader(changed).getSuperName();
    }

    private static java.util.List<String> constructorOwners(Class<?> type) throws Exception {
        java.util.List<String> owners = new java.util.ArrayList<>();
        new ClassReader(Subclasses.rewrite(Rewritten.classFile(type)).orElseThrow())
                .accept(
                        new ClassVisitor(Opcodes.ASM9) {
                            @Override
                            public MethodVisitor visitMethod(
                                    int access, String name, String descriptor, String signature, String[] exceptions) {
                                return new MethodVisitor(Opcodes.ASM9) {
                                    @Override
                                    public void visitMethodInsn(
                                            int opcode, String owner, String called, String type, boolean isInterface) {
                                        if (called.equals("<init>")) {
                                            owners.add(owner);
                                        }
                                    }
                                };
                            }
                        },
                        0);
        return owners;
    }
}
