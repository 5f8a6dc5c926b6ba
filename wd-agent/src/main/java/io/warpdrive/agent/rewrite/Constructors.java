// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.agent.rewrite;

/** The constructors that the bridge has factories for; a later Java's new one it has not. Names are those of class files. */
final class Constructors {
    static final String DEFLATER = "java/util/zip/Deflater";
    static final String INFLATER = "java/util/zip/Inflater";
    private static final String NAME = "<init>";

    private Constructors() {}

    /** Whether objects of this class are to be the bridge's. */
    static boolean isTarget(String type) {
        return type.equals(DEFLATER) || type.equals(INFLATER);
    }

    /** Whether the bridge has a factory in place of this method. */
    static boolean isOne(String owner, String name, String descriptor) {
        if (!name.equals(NAME)) {
            return false;
        }
        if (owner.equals(DEFLATER)) {
            return descriptor.equals("()V") || descriptor.equals("(I)V") || descriptor.equals("(IZ)V");
        }
        return owner.equals(INFLATER) && (descriptor.equals("()V") || descriptor.equals("(Z)V"));
    }

    /** The factory's name. */
    static String factory(String owner) {
        return owner.equals(DEFLATER) ? "deflater" : "inflater";
    }

    /** The factory's descriptor. */
    static String returning(String owner, String constructorDescriptor) {
        return constructorDescriptor.substring(0, constructorDescriptor.length() - 1) + 'L' + owner + ';';
    }
}
