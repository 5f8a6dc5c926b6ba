// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.agent.rewrite;

import static org.assertj.core.api.Assertions.assertThat;

import io.warpdrive.agent.rewrite.StandInBridge.BridgedDeflater;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** What old compilers, other languages and obfuscators make of a construction. */
class UnusualBytecodeTest {
    private static final String DEFLATER = "java/util/zip/Deflater";

    // libraries of Java 5 and before have no frames to tell where a branch leads
    @Test
    void aClassFileWithoutFramesIsRewritten() throws Exception {
        byte[] classFile = supplier(Opcodes.V1_4, 5, code -> {
            Label end = new Label();
            code.visitVarInsn(Opcodes.ALOAD, 0);
            code.visitJumpInsn(Opcodes.IFNONNULL, end);
            code.visitInsn(Opcodes.ACONST_NULL);
            code.visitInsn(Opcodes.ARETURN);
            code.visitLabel(end);
            // the inner one's result is dropped
            construct(code, () -> {
                construct(code, () -> code.visitInsn(Opcodes.ICONST_1));
                code.visitInsn(Opcodes.POP);
                code.visitInsn(Opcodes.ICONST_4);
            });
            code.visitInsn(Opcodes.ARETURN);
        });
        Object made = run(Rewritten.rewrite(classFile));
        assertThat(made).isInstanceOf(BridgedDeflater.class);
        assertThat(((BridgedDeflater) made).level).isEqualTo(4);
    }

    // where nothing tells what lies on the stack the class must stay as it is, not break
    @Test
    void anOldClassFileWithBranchesInTheArgumentsStillRuns() throws Exception {
        byte[] classFile = supplier(Opcodes.V1_4, 5, code -> {
            construct(code, () -> {
                Label other = new Label();
                Label end = new Label();
                code.visitVarInsn(Opcodes.ALOAD, 0);
                code.visitJumpInsn(Opcodes.IFNULL, other);
                code.visitInsn(Opcodes.ICONST_1);
                code.visitJumpInsn(Opcodes.GOTO, end);
                code.visitLabel(other);
                code.visitInsn(Opcodes.ICONST_2);
                code.visitLabel(end);
            });
            code.visitInsn(Opcodes.ARETURN);
        });
        assertThat(run(ConstructionRewriter.rewrite(classFile, StandInBridge.NAME)
                        .orElse(classFile)))
                .isInstanceOf(Deflater.class);
    }

    // a copy of the new object in a local variable would never be initialized: the verifier would refuse the class
    @Test
    void anObjectKeptInALocalVariableIsLeftAlone() throws Exception {
        byte[] classFile = supplier(Opcodes.V17, 5, code -> {
            code.visitTypeInsn(Opcodes.NEW, DEFLATER);
            code.visitInsn(Opcodes.DUP);
            code.visitVarInsn(Opcodes.ASTORE, 1);
            code.visitInsn(Opcodes.DUP);
            code.visitInsn(Opcodes.ICONST_1);
            code.visitMethodInsn(Opcodes.INVOKESPECIAL, DEFLATER, "<init>", "(I)V", false);
            code.visitInsn(Opcodes.POP);
            code.visitVarInsn(Opcodes.ALOAD, 1);
            code.visitInsn(Opcodes.ARETURN);
        });
        assertThat(ConstructionRewriter.rewrite(classFile, StandInBridge.NAME)).isEmpty();
        assertThat(run(classFile)).isExactlyInstanceOf(Deflater.class);
    }

    // some compilers evaluate the arguments first; what counts is the stack at the constructor's call
    @Test
    void aCopyMovedBelowTheArgumentsIsRewritten() throws Exception {
        byte[] classFile = supplier(Opcodes.V17, 5, code -> {
            code.visitInsn(Opcodes.ICONST_3);
            code.visitTypeInsn(Opcodes.NEW, DEFLATER);
            code.visitInsn(Opcodes.DUP_X1);
            code.visitInsn(Opcodes.SWAP);
            code.visitMethodInsn(Opcodes.INVOKESPECIAL, DEFLATER, "<init>", "(I)V", false);
            code.visitInsn(Opcodes.ARETURN);
        });
        Object made =
                run(ConstructionRewriter.rewrite(classFile, StandInBridge.NAME).orElse(classFile));
        assertThat(((Deflater) made).getTotalIn()).isZero();
    }

    // an object that is constructed and dropped has no second copy
    @Test
    void aConstructionWithoutDupIsLeftAlone() throws Exception {
        byte[] classFile = supplier(Opcodes.V17, 5, code -> {
            code.visitTypeInsn(Opcodes.NEW, DEFLATER);
            code.visitMethodInsn(Opcodes.INVOKESPECIAL, DEFLATER, "<init>", "()V", false);
            code.visitInsn(Opcodes.ACONST_NULL);
            code.visitInsn(Opcodes.ARETURN);
        });
        assertThat(ConstructionRewriter.rewrite(classFile, StandInBridge.NAME)).isEmpty();
        assertThat(run(classFile)).isNull();
    }

    // the factory's result needs a slot more than the constructor did
    @Test
    void theOperandStackGrowsByWhatIsNeeded() throws Exception {
        byte[] classFile = supplier(Opcodes.V17, 2, code -> {
            code.visitTypeInsn(Opcodes.NEW, DEFLATER);
            code.visitInsn(Opcodes.DUP);
            code.visitMethodInsn(Opcodes.INVOKESPECIAL, DEFLATER, "<init>", "()V", false);
            code.visitInsn(Opcodes.ARETURN);
        });
        assertThat(run(Rewritten.rewrite(classFile))).isInstanceOf(BridgedDeflater.class);
    }

    private static void construct(MethodVisitor code, Runnable arguments) {
        code.visitTypeInsn(Opcodes.NEW, DEFLATER);
        code.visitInsn(Opcodes.DUP);
        arguments.run();
        code.visitMethodInsn(Opcodes.INVOKESPECIAL, DEFLATER, "<init>", "(I)V", false);
    }

    private static Object run(byte[] classFile) throws ReflectiveOperationException {
        return Rewritten.object("Generated", classFile, Supplier.class).get();
    }

    /** A class file with a Supplier whose {@code get} is {@code body}. */
    private static byte[] supplier(int version, int maxStack, Consumer<MethodVisitor> body) {
        ClassWriter writer = new ClassWriter(0);
        writer.visit(version, Opcodes.ACC_PUBLIC, "Generated", null, "java/lang/Object", new String[] {
            "java/util/function/Supplier"
        });
        MethodVisitor constructor = writer.visitMethod(Opcodes.ACC_PUBLIC, "<init>", "()V", null, null);
        constructor.visitCode();
        constructor.visitVarInsn(Opcodes.ALOAD, 0);
        constructor.visitMethodInsn(Opcodes.INVOKESPECIAL, "java/lang/Object", "<init>", "()V", false);
        constructor.visitInsn(Opcodes.RETURN);
        constructor.visitMaxs(1, 1);
        constructor.visitEnd();
        MethodVisitor get = writer.visitMethod(Opcodes.ACC_PUBLIC, "get", "()Ljava/lang/Object;", null, null);
        get.visitCode();
        body.accept(get);
        get.visitMaxs(maxStack, 2);
        get.visitEnd();
        writer.visitEnd();
        return writer.toByteArray();
    }
}
