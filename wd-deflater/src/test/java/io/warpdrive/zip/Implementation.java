// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.zip;

import java.util.zip.Deflater;
import java.util.zip.Inflater;

/** Who is put to the test: the JDK's classes say what is right, the drop-ins have to do the same. */
enum Implementation {
    JDK {
        @Override
        Deflater deflater(int level, Format format) {
            return new Deflater(level, format.nowrap());
        }

        @Override
        Inflater inflater(Format format) {
            return new Inflater(format.nowrap());
        }
    },
    WARPDRIVE {
        @Override
        Deflater deflater(int level, Format format) {
            return HwDeflater.of(level, format.nowrap());
        }

        @Override
        Inflater inflater(Format format) {
            return HwInflater.of(format.nowrap());
        }
    };

    abstract Deflater deflater(int level, Format format);

    abstract Inflater inflater(Format format);
}
