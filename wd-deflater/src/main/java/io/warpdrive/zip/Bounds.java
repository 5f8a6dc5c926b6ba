// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.zip;

/** The parents' complaint about an offset and a length that do not lie within an array. */
final class Bounds {
    private Bounds() {}

    static void check(int offset, int length, int size) {
        if (offset < 0 || length < 0 || offset > size - length) {
            throw new ArrayIndexOutOfBoundsException(
                    "Range [" + offset + ", " + offset + " + " + length + ") out of bounds for length " + size);
        }
    }
}
