// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.agent.rewrite;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/**
 * Rewrites constructions without ASM, whose loading costs a short program 30 ms of processor time, where that is easy:
 *
 * <pre>
 * NEW Deflater, DUP           NOPs
 * a push for each argument    as it was
 * INVOKESPECIAL &lt;init>        INVOKESTATIC of the bridge's factory
 * </pre>
 *
 * Everything keeps its place, so that nothing else changes but that constants are added at the end of the pool. It is easy if
 * only constants and local variables are pushed and no stack map frame lies in between. Then nothing mentions the object
 * before it is initialized: a verified class jumps only to where a frame is (JVM specification, section 4.10.1). All of the
 * JDK's own streams are like that.
 */
final class StraightConstructions {
    /** From this class file version on nothing is verified without frames. */
    private static final int ALWAYS_FRAMED = 51;

    private static final int NOP = 0x00;
    private static final int DUP = 0x59;
    private static final int INVOKESPECIAL = 0xb7;
    private static final int INVOKESTATIC = 0xb8;
    private static final int NEW = 0xbb;
    /** Bytes from NEW to the first argument. */
    private static final int HEAD = 4;

    private final PoolReader pool;
    private final byte[] classFile;
    private final ByteBuffer file;
    /** Of each construction the place of NEW and that of INVOKESPECIAL. */
    private int[] sites = new int[8];

    private int siteEnd;

    private StraightConstructions(byte[] classFile, PoolReader pool) {
        this.classFile = classFile;
        this.pool = pool;
        this.file = pool.file();
    }

    /**
     * Rewrites what there is to rewrite.
     *
     * @param bridge name, with slashes, of the class that has the factories
     * @return the new class file, or {@code classFile} itself if there is nothing to rewrite; empty if there is something
     *     that only {@link ConstructionRewriter} can
     */
    static Optional<byte[]> rewrite(byte[] classFile, String bridge) {
        try {
            PoolReader pool = new PoolReader(classFile);
            if (!pool.hasConstructors()) {
                return Optional.of(classFile);
            }
            StraightConstructions all = new StraightConstructions(classFile, pool);
            boolean straight = pool.majorVersion() >= ALWAYS_FRAMED && !pool.hasConstructorHandles() && all.find();
            return straight ? Optional.of(all.rewritten(bridge)) : Optional.empty();
        } catch (IndexOutOfBoundsException | IllegalArgumentException | IOException e) {
            // cut off or of an unknown kind: ASM will say what is wrong with it
            return Optional.empty();
        }
    }

    /** Finds all constructions; false if one of them is not straight. */
    private boolean find() {
        int at = pool.end() + 6;
        at += 2 + 2 * unsignedShort(at); // interfaces
        int fields = unsignedShort(at);
        at += 2;
        for (int i = 0; i < fields; i++) {
            at = afterMember(at, false);
        }
        int methods = unsignedShort(at);
        at += 2;
        for (int i = 0; i < methods && at > 0; i++) {
            at = afterMember(at, true);
        }
        return at > 0;
    }

    /** Where a field or method ends; 0 if it is a method with a construction that is not straight. */
    private int afterMember(int member, boolean method) {
        int attributes = unsignedShort(member + 6);
        int at = member + 8;
        for (int i = 0; i < attributes; i++) {
            if (method && pool.isUtf8(unsignedShort(at), "Code") && !findInCode(at + 6)) {
                return 0;
            }
            at += 6 + file.getInt(at + 2);
        }
        return at;
    }

    private boolean findInCode(int attribute) {
        int code = attribute + 8;
        int end = code + file.getInt(attribute + 4);
        int first = siteEnd;
        for (int at = code; at < end; at += Instructions.length(file, at, code)) {
            if (unsignedByte(at) == NEW && pool.isTarget(unsignedShort(at + 1)) && !addSite(at)) {
                return false;
            }
        }
        return first == siteEnd || !hasFrameInside(end, code, first);
    }

    private boolean addSite(int begin) {
        int at = begin + HEAD;
        if (unsignedByte(begin + 3) != DUP) {
            return false;
        }
        int arguments = 0;
        while (Instructions.pushesInt(unsignedByte(at))) {
            at += Instructions.length(file, at, begin);
            arguments++;
        }
        if (unsignedByte(at) != INVOKESPECIAL || pool.constructorArguments(unsignedShort(at + 1)) != arguments) {
            return false;
        }
        if (siteEnd == sites.length) {
            sites = Arrays.copyOf(sites, 2 * siteEnd);
        }
        sites[siteEnd++] = begin;
        sites[siteEnd++] = at;
        return true;
    }

    /** @param table where the code's exception table is, which its attributes follow */
    private boolean hasFrameInside(int table, int code, int first) {
        int at = table + 2 + 8 * unsignedShort(table);
        int attributes = unsignedShort(at);
        at += 2;
        for (int i = 0; i < attributes; i++) {
            if (pool.isUtf8(unsignedShort(at), "StackMapTable")) {
                StackMapFrames frames = new StackMapFrames(file, at + 6);
                while (frames.next()) {
                    if (isInside(code + frames.offset(), first)) {
                        return true;
                    }
                }
            }
            at += 6 + file.getInt(at + 2);
        }
        return false;
    }

    private boolean isInside(int at, int first) {
        for (int i = first; i < siteEnd; i += 2) {
            if (at > sites[i] && at <= sites[i + 1]) {
                return true;
            }
        }
        return false;
    }

    private byte[] rewritten(String bridge) throws IOException {
        if (siteEnd == 0) {
            return classFile;
        }
        ByteArrayOutputStream added = new ByteArrayOutputStream();
        PoolWriter writer = new PoolWriter(added, pool.count());
        int bridgeIndex = writer.type(bridge);
        byte[] changed = classFile.clone();
        for (int i = 0; i < siteEnd; i += 2) {
            Arrays.fill(changed, sites[i], sites[i] + HEAD, (byte) NOP);
            int constructor = unsignedShort(sites[i + 1] + 1);
            String owner = pool.owner(constructor);
            String descriptor = Constructors.returning(owner, pool.descriptor(constructor));
            int factory = writer.method(bridgeIndex, Constructors.factory(owner), descriptor);
            ByteBuffer.wrap(changed).put(sites[i + 1], (byte) INVOKESTATIC).putShort(sites[i + 1] + 1, (short) factory);
        }
        ByteBuffer.wrap(changed).putShort(PoolReader.COUNT, (short) writer.count());
        ByteArrayOutputStream out = new ByteArrayOutputStream(changed.length + added.size());
        out.write(changed, 0, pool.end());
        added.writeTo(out);
        out.write(changed, pool.end(), changed.length - pool.end());
        return out.toByteArray();
    }

    private int unsignedByte(int at) {
        return file.get(at) & 0xff;
    }

    private int unsignedShort(int at) {
        return file.getShort(at) & 0xffff;
    }
}
