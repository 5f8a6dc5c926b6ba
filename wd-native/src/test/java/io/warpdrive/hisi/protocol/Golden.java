// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.hisi.protocol;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.stream.Collectors;

/** For tests: bytes as people write them down. */
public final class Golden {
    private Golden() {}

    /** Direct and little-endian, as the rings are; comments behind {@code #} and blanks are left out. */
    public static ByteBuffer bytes(String hex) {
        String digits = hex.lines().map(line -> line.replaceAll("#.*|\\s", "")).collect(Collectors.joining());
        byte[] bytes = HexFormat.of().parseHex(digits);
        return ByteBuffer.allocateDirect(bytes.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(0, bytes);
    }

    /** All of a buffer, 16 bytes a line. */
    public static String hex(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.capacity()];
        buffer.get(0, bytes);
        return HexFormat.ofDelimiter(" ").formatHex(bytes).replaceAll("(.{47}) ", "$1\n");
    }
}
