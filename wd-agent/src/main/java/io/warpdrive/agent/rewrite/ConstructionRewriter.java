// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.agent.rewrite;

import java.util.Optional;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Makes every construction of a {@code Deflater} or {@code Inflater} in a class file a call of the bridge. Adds no
 * members and loads no classes, so that its result may be used to retransform.
 */
final class ConstructionRewriter extends ClassVisitor {
    /** From this class file version on methods carry stack map frames. */
    private static final int FIRST_WITH_FRAMES = Opcodes.V1_6;

    private final String bridge;
    private String className = "";
    private boolean framed;
    private int sites;

    private ConstructionRewriter(ClassVisitor next, String bridge) {
        super(Opcodes.ASM9, next);
        this.bridge = bridge;
    }

    /**
     * @param classFile left as it is
     * @param bridge name, with slashes, of the class that has the factories
     * @return the new class file; empty if there is nothing to rewrite
     * @throws NewerClassFileException if ASM does not know its version
     * @throws RuntimeException if it is no class file, or one that ASM can't follow
     */
    static Optional<byte[]> rewrite(byte[] classFile, String bridge) {
        ClassReader reader = NewerClassFileException.reader(classFile);
        ClassWriter writer = new ClassWriter(reader, 0);
        ConstructionRewriter rewriter = new ConstructionRewriter(writer, bridge);
        reader.accept(rewriter, ClassReader.EXPAND_FRAMES);
        return rewriter.sites == 0 ? Optional.empty() : Optional.of(writer.toByteArray());
    }

    @Override
    public void visit(int version, int access, String name, String signature, String superName, String[] interfaces) {
        className = name;
        framed = (version & 0xffff) >= FIRST_WITH_FRAMES; // the upper half is the minor version
        super.visit(version, access, name, signature, superName, interfaces);
    }

    @Override
    public MethodVisitor visitMethod(
            int access, String name, String descriptor, String signature, String[] exceptions) {
        MethodVisitor next = super.visitMethod(access, name, descriptor, signature, exceptions);
        return new ConstructionSites(this, access, name, descriptor, next);
    }

    String bridge() {
        return bridge;
    }

    String className() {
        return className;
    }

    boolean framed() {
        return framed;
    }

    void countSite() {
        sites++;
    }
}
