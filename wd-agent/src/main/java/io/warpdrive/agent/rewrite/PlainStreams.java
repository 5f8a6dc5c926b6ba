// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.agent.rewrite;

import java.util.Optional;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Keeps the streams of classes on zlib that are excluded. Such a class may well leave it to {@code GZIPOutputStream} to make
 * the Deflater, and that one is rewritten; so before each constructor of a stream that makes its own the bridge is told to
 * make the next object of this thread a plain one. No code of anybody's runs between the two.
 */
final class PlainStreams extends ClassVisitor {
    private final String bridge;
    private int sites;

    private PlainStreams(ClassVisitor next, String bridge) {
        super(Opcodes.ASM9, next);
        this.bridge = bridge;
    }

    /** As {@link ConstructionRewriter#rewrite}. */
    static Optional<byte[]> rewrite(byte[] classFile, String bridge) {
        ClassReader reader = NewerClassFileException.reader(classFile);
        ClassWriter writer = new ClassWriter(reader, 0);
        PlainStreams rewriter = new PlainStreams(writer, bridge);
        reader.accept(rewriter, 0);
        return rewriter.sites == 0 ? Optional.empty() : Optional.of(writer.toByteArray());
    }

    @Override
    public MethodVisitor visitMethod(
            int access, String name, String descriptor, String signature, String[] exceptions) {
        return new Method(super.visitMethod(access, name, descriptor, signature, exceptions));
    }

    private final class Method extends MethodVisitor {
        Method(MethodVisitor next) {
            super(Opcodes.ASM9, next);
        }

        @Override
        public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
            if (opcode == Opcodes.INVOKESPECIAL && name.equals("<init>") && makesItsOwn(owner, descriptor)) {
                super.visitMethodInsn(Opcodes.INVOKESTATIC, bridge, "plainNext", "()V", false);
                sites++;
            }
            super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
        }
    }

    /** Constructors that are given a Deflater or an Inflater make none. */
    private static boolean makesItsOwn(String owner, String descriptor) {
        return (ClassRules.STREAMS.contains(owner) || ClassRules.JAR_STREAMS.contains(owner))
                && !descriptor.contains("Ljava/util/zip/Deflater;")
                && !descriptor.contains("Ljava/util/zip/Inflater;");
    }
}
