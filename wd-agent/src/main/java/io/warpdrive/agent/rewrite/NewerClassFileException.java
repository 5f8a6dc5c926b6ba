// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.agent.rewrite;

import io.warpdrive.agent.ConstantPool;
import org.objectweb.asm.ClassReader;

/** A class file of a Java version that is newer than this agent. */
final class NewerClassFileException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private NewerClassFileException(int majorVersion, Throwable cause) {
        super("class files of version " + majorVersion + " are newer than this agent and stay on zlib", cause);
    }

    /** A reader of {@code classFile}, which is long enough for a header; throws this exception if ASM has none for it. */
    static ClassReader reader(byte[] classFile) {
        try {
            return new ClassReader(classFile);
        } catch (IllegalArgumentException e) {
            throw new NewerClassFileException(ConstantPool.majorVersion(classFile), e);
        }
    }
}
