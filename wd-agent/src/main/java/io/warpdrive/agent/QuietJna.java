// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.agent;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * Keeps the agent's copy of JNA to itself: no logging, no process, no system property that an application's JNA would read.
 * In a class file the names of other classes and all strings are text of its constant pool (JVM specification, section
 * 4.4), so that changing the text does it.
 */
final class QuietJna {
    /** The package is replaced, its classes keep their names. */
    private static final String LOGGING = "java/util/logging/";

    private static final String RUNTIME = "java/lang/Runtime";
    private static final String STAND_INS = "io/warpdrive/agent/jna/";
    private static final String NO_PROCESSES = STAND_INS + "NoProcesses";
    /** A system property that JNA sets if it is not set. */
    private static final String PATH_PROPERTY = "jna.platform.library.path";

    /** Bytes up to constant_pool_count: magic, minor and major version. */
    private static final int HEADER = 8;

    private static final int UTF8 = 1;
    /** Of Long and Double, tags 5 and 6: the only entries that take two indices. */
    private static final int LONG_SIZE = 8;
    /** Sizes of the entries without their tag, by tag; 0: no such tag, or not always as long. */
    private static final byte[] SIZES = {0, 0, 0, 4, 4, 8, 8, 2, 2, 4, 4, 4, 4, 0, 0, 3, 2, 4, 4, 2, 2};

    private QuietJna() {}

    /**
     * The class file with other names in it.
     *
     * @throws IOException if it is none, or one with entries of an unknown kind
     */
    static byte[] quiet(byte[] classFile) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(classFile));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(classFile.length);
        DataOutputStream out = new DataOutputStream(bytes);
        out.write(in.readNBytes(HEADER));
        int count = in.readUnsignedShort();
        out.writeShort(count);
        for (int index = 1; index < count; index++) {
            int tag = in.readUnsignedByte();
            out.writeByte(tag);
            if (tag == UTF8) {
                out.writeUTF(changed(in.readUTF()));
                continue;
            }
            int size = tag < SIZES.length ? SIZES[tag] : 0;
            if (size == 0) {
                throw new IOException("constant of an unknown kind " + tag);
            }
            if (size == LONG_SIZE) {
                index++;
            }
            out.write(in.readNBytes(size));
        }
        out.write(in.readAllBytes());
        return bytes.toByteArray();
    }

    private static String changed(String text) {
        if (text.equals(RUNTIME)) {
            return NO_PROCESSES;
        }
        if (text.equals(PATH_PROPERTY)) {
            return "io.warpdrive." + PATH_PROPERTY;
        }
        // the semicolon keeps RuntimeException out
        return text.replace(LOGGING, STAND_INS).replace("L" + RUNTIME + ";", "L" + NO_PROCESSES + ";");
    }
}
