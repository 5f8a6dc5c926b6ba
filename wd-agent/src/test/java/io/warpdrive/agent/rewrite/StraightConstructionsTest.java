// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.agent.rewrite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.warpdrive.agent.rewrite.StandInBridge.BridgedDeflater;
import io.warpdrive.agent.rewrite.StandInBridge.BridgedInflater;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Rewriting in place, without ASM; the JVM verifies each class when it is loaded. */
class StraightConstructionsTest {
    private static final String DEFLATER = "java/util/zip/Deflater";

    static List<String> streams() {
        return List.copyOf(ClassRules.STREAMS);
    }

    // if one of them needed ASM, every program that compresses would pay for loading it
    @ParameterizedTest
    @MethodSource("streams")
    void theStreamsOfThisJdkNeedNoAsm(String name) throws Exception {
        byte[] classFile = Rewritten.classFile(Class.forName(name.replace('/', '.')));
        boolean constructs =
                ConstructionRewriter.rewrite(classFile, StandInBridge.NAME).isPresent();
        byte[] rewritten =
                StraightConstructions.rewrite(classFile, StandInBridge.NAME).orElseThrow();
        assertThat(rewritten != classFile).isEqualTo(constructs);
        assertThat(ConstructionRewriter.rewrite(rewritten, StandInBridge.NAME)).isEmpty();
    }

    // arguments mixed up would change the format
    @Test
    @SuppressWarnings("unchecked")
    void everyConstructorBecomesTheFactoryOfTheSameArguments() throws Exception {
        byte[] rewritten = StraightConstructions.rewrite(
                        Rewritten.classFile(Samples.EveryConstructor.class), StandInBridge.NAME)
                .orElseThrow();
        List<Object> made =
                (List<Object>) Rewritten.object(Samples.EveryConstructor.class.getName(), rewritten, Supplier.class)
                        .get();
        assertThat(made.subList(0, 3))
                .extracting(each -> ((BridgedDeflater) each).level)
                .containsExactly(-1, 3, 4);
        assertThat(made.subList(3, 5))
                .extracting(each -> ((BridgedInflater) each).nowrap)
                .containsExactly(false, true);
    }

    // the JDK's streams construct in the arguments of super(...), between branches
    @Test
    void aConstructionBetweenFramesIsRewritten() throws Exception {
        byte[] rewritten = StraightConstructions.rewrite(
                        Rewritten.classFile(Samples.InSuperCall.class), StandInBridge.NAME)
                .orElseThrow();
        Object made = Rewritten.object(Samples.InSuperCall.class.getName(), rewritten, Supplier.class)
                .get();
        assertThat(made).isInstanceOf(BridgedInflater.class).isInstanceOf(Inflater.class);
    }

    // a frame that mentions the object has to go with it, which takes ASM
    @Test
    void argumentsThatBranchAndMethodReferencesAreLeftToAsm() throws Exception {
        for (Class<?> sample :
                List.of(Samples.InvolvedArguments.class, Samples.InSwitch.class, Samples.MethodReferences.class)) {
            assertThat(StraightConstructions.rewrite(Rewritten.classFile(sample), StandInBridge.NAME))
                    .as(sample.getName())
                    .isEmpty();
        }
    }

    // a compiler may write frames that nothing jumps to
    @Test
    void aFrameBetweenNewAndTheConstructorIsLeftToAsm() throws Exception {
        byte[] classFile = withFrameInside();
        assertThat(Rewritten.object("Framed", classFile, Supplier.class).get()).isExactlyInstanceOf(Deflater.class);
        assertThat(StraightConstructions.rewrite(classFile, StandInBridge.NAME)).isEmpty();
        byte[] byAsm = Rewriting.constructions(classFile, StandInBridge.NAME).orElseThrow();
        assertThat(Rewritten.object("Framed", byAsm, Supplier.class).get()).isInstanceOf(BridgedDeflater.class);
    }

    private static byte[] withFrameInside() {
        ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        writer.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, "Framed", null, "java/lang/Object", new String[] {
            "java/util/function/Supplier"
        });
        MethodVisitor init = writer.visitMethod(Opcodes.ACC_PUBLIC, "<init>", "()V", null, null);
        init.visitCode();
        init.visitVarInsn(Opcodes.ALOAD, 0);
        init.visitMethodInsn(Opcodes.INVOKESPECIAL, "java/lang/Object", "<init>", "()V", false);
        init.visitInsn(Opcodes.RETURN);
        init.visitMaxs(0, 0);
        init.visitEnd();
        MethodVisitor get = writer.visitMethod(Opcodes.ACC_PUBLIC, "get", "()Ljava/lang/Object;", null, null);
        get.visitCode();
        Label created = new Label();
        get.visitLabel(created);
        get.visitTypeInsn(Opcodes.NEW, DEFLATER);
        get.visitInsn(Opcodes.DUP);
        get.visitFrame(Opcodes.F_FULL, 1, new Object[] {"Framed"}, 2, new Object[] {created, created});
        get.visitInsn(Opcodes.ICONST_1);
        get.visitMethodInsn(Opcodes.INVOKESPECIAL, DEFLATER, "<init>", "(I)V", false);
        get.visitInsn(Opcodes.ARETURN);
        get.visitMaxs(0, 0);
        get.visitEnd();
        return writer.toByteArray();
    }

    // super(...) must go to the parent: a factory's object can't take the place of this
    @Test
    void aSubclassKeepsItsSuperCall() throws Exception {
        byte[] rewritten = StraightConstructions.rewrite(
                        Rewritten.classFile(Samples.Subclass.class), StandInBridge.NAME)
                .orElseThrow();
        Deflater subclass = Rewritten.object(Samples.Subclass.class.getName(), rewritten, Deflater.class);
        subclass.setInput(new byte[10]);
        subclass.finish();
        assertThat(subclass.deflate(new byte[20])).isPositive();
    }

    // a class that has nothing to rewrite must not be defined anew
    @Test
    void aClassWithoutConstructionsStaysAsItIs() throws Exception {
        for (Class<?> type : List.of(Samples.Unrelated.class, String.class, Deflater.class)) {
            byte[] classFile = Rewritten.classFile(type);
            assertThat(StraightConstructions.rewrite(classFile, StandInBridge.NAME)
                            .orElseThrow())
                    .isSameAs(classFile);
        }
    }

    // old class files are verified without frames, so that nothing tells where branches lead
    @Test
    void aClassFileThatMayHaveNoFramesIsLeftToAsm() throws Exception {
        byte[] classFile = Rewritten.classFile(Samples.EveryConstructor.class);
        classFile[7] = 50;
        assertThat(StraightConstructions.rewrite(classFile, StandInBridge.NAME)).isEmpty();
    }

    // a broken file is the JVM's to refuse
    @Test
    void aFileThatIsCutOrChangedAnywhereMakesNoException() throws Exception {
        byte[] classFile = Rewritten.classFile(Samples.InSuperCall.class);
        for (int at = 0; at < classFile.length; at++) {
            byte[] changed = classFile.clone();
            changed[at] ^= (byte) (at * 37 | 1);
            byte[] cut = Arrays.copyOf(classFile, at);
            assertThatCode(() -> {
                        StraightConstructions.rewrite(changed, StandInBridge.NAME);
                        StraightConstructions.rewrite(cut, StandInBridge.NAME);
                    })
                    .as("byte %d", at)
                    .doesNotThrowAnyException();
        }
    }

    // whatever instructions a class has, the next one is found: ASM, which knows them all, has to agree
    @Test
    void whatIsRewrittenIsWhatAsmWouldRewrite() throws Exception {
        for (Class<?> type : List.of(
                java.util.zip.ZipFile.class,
                java.util.jar.JarFile.class,
                java.math.BigDecimal.class,
                java.util.regex.Pattern.class)) {
            byte[] classFile = withDeflater(Rewritten.classFile(type));
            byte[] rewritten =
                    StraightConstructions.rewrite(classFile, StandInBridge.NAME).orElseThrow();
            assertThat(rewritten).as(type.getName()).isNotSameAs(classFile);
            assertThat(ConstructionRewriter.rewrite(rewritten, StandInBridge.NAME))
                    .isEmpty();
        }
    }

    /** The class with a construction at the end of every method. */
    private static byte[] withDeflater(byte[] classFile) {
        ClassReader reader = new ClassReader(classFile);
        ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
        reader.accept(
                new ClassVisitor(Opcodes.ASM9, writer) {
                    @Override
                    public MethodVisitor visitMethod(
                            int access, String name, String descriptor, String signature, String[] exceptions) {
                        return new MethodVisitor(
                                Opcodes.ASM9, super.visitMethod(access, name, descriptor, signature, exceptions)) {
                            @Override
                            public void visitInsn(int opcode) {
                                if (opcode >= Opcodes.IRETURN && opcode <= Opcodes.RETURN) {
                                    super.visitTypeInsn(Opcodes.NEW, DEFLATER);
                                    super.visitInsn(Opcodes.DUP);
                                    super.visitMethodInsn(Opcodes.INVOKESPECIAL, DEFLATER, "<init>", "()V", false);
                                    super.visitInsn(Opcodes.POP);
                                }
                                super.visitInsn(opcode);
                            }
                        };
                    }
                },
                0);
        return writer.toByteArray();
    }
}
