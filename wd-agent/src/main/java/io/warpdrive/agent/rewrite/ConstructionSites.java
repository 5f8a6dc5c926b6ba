// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.agent.rewrite;

import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.commons.AnalyzerAdapter;

/**
 * Rewrites the constructions of one method. {@code new Deflater(args)} is compiled to
 *
 * <pre>
 * NEW Deflater           … u          u: not yet initialized
 * DUP                    … u u
 * args                   … u u args   any code, with branches and frames that mention u
 * INVOKESPECIAL &lt;init>   … u
 * </pre>
 *
 * Only the last line is replaced:
 *
 * <pre>
 * INVOKESTATIC bridge    … u u d
 * SWAP POP SWAP POP      … d
 * </pre>
 *
 * What came before, frames included, stays as it was. The object allocated by NEW is dropped before any code has seen it;
 * it owns nothing yet, and the JIT compiler does away with it. A construction is replaced only where the analysis shows
 * exactly this picture: two copies of the object under the arguments and none elsewhere. So {@code super(...)} in a
 * subclass and whatever an obfuscator may have made of the pattern stay.
 */
final class ConstructionSites extends AnalyzerAdapter {
    private static final String METAFACTORY = "java/lang/invoke/LambdaMetafactory";
    /** Where metafactory and altMetafactory both have the handle of the implementing method. */
    private static final int IMPLEMENTATION = 1;
    /** Where altMetafactory has its flags, and the flag that makes the lambda's serialized form name that method. */
    private static final int FLAGS = 3;

    private static final int FLAG_SERIALIZABLE = 1;

    private final ConstructionRewriter rewriter;
    /** NEWs passed since the state was lost, in a class file without frames, where nothing else brings it back. */
    private int pendingWithoutFrames;

    private boolean rewritten;

    ConstructionSites(ConstructionRewriter rewriter, int access, String name, String descriptor, MethodVisitor next) {
        super(Opcodes.ASM9, rewriter.className(), access, name, descriptor, next);
        this.rewriter = rewriter;
    }

    @Override
    public void visitTypeInsn(int opcode, String type) {
        if (opcode == Opcodes.NEW && Constructors.isTarget(type) && !rewriter.framed()) {
            beginWithoutFrames();
        }
        super.visitTypeInsn(opcode, type);
    }

    /**
     * After a jump the analysis waits for a frame. Where there are none, it goes on from a NEW of ours as if the stack
     * were empty: what lies below does not matter up to the constructor's call.
     */
    private void beginWithoutFrames() {
        if (stack == null) {
            locals = new ArrayList<>();
            stack = new ArrayList<>();
            pendingWithoutFrames = 1;
        } else if (pendingWithoutFrames > 0) {
            pendingWithoutFrames++;
        }
    }

    private void endWithoutFrames() {
        if (pendingWithoutFrames > 0 && --pendingWithoutFrames == 0) {
            locals = null;
            stack = null;
        }
    }

    @Override
    public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
        if (opcode != Opcodes.INVOKESPECIAL || !Constructors.isOne(owner, name, descriptor)) {
            super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
            return;
        }
        if (isPlainConstruction(owner, descriptor)) {
            super.visitMethodInsn(
                    Opcodes.INVOKESTATIC,
                    rewriter.bridge(),
                    Constructors.factory(owner),
                    Constructors.returning(owner, descriptor),
                    false);
            super.visitInsn(Opcodes.SWAP);
            super.visitInsn(Opcodes.POP);
            super.visitInsn(Opcodes.SWAP);
            super.visitInsn(Opcodes.POP);
            rewritten = true;
            rewriter.countSite();
        } else {
            super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
        }
        endWithoutFrames();
    }

    /** Whether the stack ends with two copies of one new object and the arguments, and there is no third copy. */
    private boolean isPlainConstruction(String owner, String descriptor) {
        int arguments = Type.getArgumentsAndReturnSizes(descriptor) / 4 - 1; // the size in the upper bits counts "this"
        if (stack == null || stack.size() < arguments + 2) {
            return false;
        }
        Object created = stack.get(stack.size() - arguments - 1);
        return created instanceof Label
                && created == stack.get(stack.size() - arguments - 2)
                && owner.equals(uninitializedTypes.get(created))
                && copies(created, stack) + copies(created, locals) == 2;
    }

    private static int copies(Object value, List<Object> values) {
        int copies = 0;
        for (Object each : values) {
            if (each == value) {
                copies++;
            }
        }
        return copies;
    }

    /** {@code Deflater::new} is no construction but a handle to the constructor, given to the lambda's factory. */
    @Override
    public void visitInvokeDynamicInsn(String name, String descriptor, Handle bootstrap, Object... arguments) {
        if (bootstrap.getOwner().equals(METAFACTORY)
                && arguments.length > IMPLEMENTATION
                && arguments[IMPLEMENTATION] instanceof Handle
                && !isSerializable(arguments)) {
            Object[] changed = arguments.clone();
            changed[IMPLEMENTATION] = replacement((Handle) arguments[IMPLEMENTATION]);
            super.visitInvokeDynamicInsn(name, descriptor, bootstrap, changed);
        } else {
            super.visitInvokeDynamicInsn(name, descriptor, bootstrap, arguments);
        }
    }

    private Handle replacement(Handle handle) {
        if (handle.getTag() != Opcodes.H_NEWINVOKESPECIAL
                || !Constructors.isOne(handle.getOwner(), handle.getName(), handle.getDesc())) {
            return handle;
        }
        rewriter.countSite();
        return new Handle(
                Opcodes.H_INVOKESTATIC,
                rewriter.bridge(),
                Constructors.factory(handle.getOwner()),
                Constructors.returning(handle.getOwner(), handle.getDesc()),
                false);
    }

    /** A serialized lambda names the method it stands for: it has to be the same with and without the agent. */
    private static boolean isSerializable(Object[] arguments) {
        return arguments.length > FLAGS
                && arguments[FLAGS] instanceof Integer
                && ((Integer) arguments[FLAGS] & FLAG_SERIALIZABLE) != 0;
    }

    @Override
    public void visitMaxs(int maxStack, int maxLocals) {
        // of "u u args" and "u u d" the latter is the larger when there are no arguments
        super.visitMaxs(rewritten ? maxStack + 1 : maxStack, maxLocals);
    }
}
