// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.agent.rewrite;

import static java.util.stream.Collectors.toUnmodifiableSet;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.commons.AnalyzerAdapter;

/**
 * Gives a class that extends {@code Deflater} or {@code Inflater} another parent, which extends the same and hands everything
 * to a drop-in: Hadoop's {@code BuiltInZlibDeflater}, for one, only adds methods. A class that overrides any of its parent's but
 * {@code end} and {@code reset} stays, as it may count on how zlib's calls come. {@code super.deflate(…)} needs no change: the
 * JVM looks for it from the direct parent on (JVM specification, invokespecial).
 */
final class Subclasses extends ClassVisitor {
    private static final String OURS = "java/util/zip/WarpDrive";
    private static final int PACKAGE_LENGTH = "java/util/zip/".length();
    private static final String CONSTRUCTOR = "<init>";
    /** What these do is the same whoever serves the stream. */
    private static final Set<String> FREE = Set.of("end()V", "reset()V");

    private static final Set<String> DEFLATERS = methods(Deflater.class);
    private static final Set<String> INFLATERS = methods(Inflater.class);

    private final String parent;
    private final String replacement;
    private String className = "";
    private boolean unsuitable;

    private Subclasses(ClassVisitor next, String parent) {
        super(Opcodes.ASM9, next);
        this.parent = parent;
        this.replacement = replacement(parent);
    }

    private static Set<String> methods(Class<?> type) {
        return Arrays.stream(type.getDeclaredMethods())
                .filter(method -> (method.getModifiers() & (Opcodes.ACC_PUBLIC | Opcodes.ACC_PROTECTED)) != 0)
                .map(Subclasses::signature)
                .filter(signature -> !FREE.contains(signature))
                .collect(toUnmodifiableSet());
    }

    private static String signature(Method method) {
        return method.getName() + Type.getMethodDescriptor(method);
    }

    /** The parent that we have for a class that extends {@code parent}; names have slashes. */
    static String replacement(String parent) {
        return OURS + parent.substring(PACKAGE_LENGTH);
    }

    /** Whether a class that the JVM has is ours, and must go on being the parent of its subclasses. */
    static boolean isReplacement(Class<?> type) {
        return type != null && type.getClassLoader() == null && type.getName().startsWith(OURS.replace('/', '.'));
    }

    /**
     * Gives a class the other parent.
     *
     * @return the new class file; empty if it extends neither, or overrides what it must not
     * @throws NewerClassFileException if ASM does not know its version
     */
    static Optional<byte[]> rewrite(byte[] classFile) {
        ClassReader reader = NewerClassFileException.reader(classFile);
        if (!Constructors.isTarget(reader.getSuperName())) {
            return Optional.empty();
        }
        ClassWriter writer = new ClassWriter(reader, 0);
        Subclasses rewriter = new Subclasses(writer, reader.getSuperName());
        reader.accept(rewriter, ClassReader.EXPAND_FRAMES);
        return rewriter.unsuitable ? Optional.empty() : Optional.of(writer.toByteArray());
    }

    @Override
    public void visit(int version, int access, String name, String signature, String superName, String[] interfaces) {
        className = name;
        super.visit(version, access, name, signature, replacement, interfaces);
    }

    @Override
    public MethodVisitor visitMethod(
            int access, String name, String descriptor, String signature, String[] exceptions) {
        Set<String> kept = parent.equals(Constructors.DEFLATER) ? DEFLATERS : INFLATERS;
        unsuitable |= kept.contains(name + descriptor);
        MethodVisitor next = super.visitMethod(access, name, descriptor, signature, exceptions);
        return name.equals(CONSTRUCTOR) ? new SuperCalls(access, descriptor, next) : next;
    }

    /** Finds the calls of the parent's constructor; those that make an object of the parent's class are none. */
    private final class SuperCalls extends AnalyzerAdapter {
        SuperCalls(int access, String descriptor, MethodVisitor next) {
            super(Opcodes.ASM9, className, access, CONSTRUCTOR, descriptor, next);
        }

        @Override
        public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
            boolean constructor = opcode == Opcodes.INVOKESPECIAL && name.equals(CONSTRUCTOR) && owner.equals(parent);
            if (!constructor) {
                super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
                return;
            }
            int arguments = Type.getArgumentsAndReturnSizes(descriptor) / 4 - 1; // the upper bits count "this"
            // without frames, in old class files, the analysis may have lost its way
            boolean known = stack != null && stack.size() > arguments;
            boolean onThis = known && stack.get(stack.size() - arguments - 1) == Opcodes.UNINITIALIZED_THIS;
            unsuitable |= !known || (onThis && !Constructors.isOne(owner, name, descriptor));
            super.visitMethodInsn(opcode, onThis ? replacement : owner, name, descriptor, isInterface);
        }
    }
}
