// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.benchmarks.data;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Random;
import javax.imageio.ImageIO;

/** Data in which a compressor finds nothing. */
enum Incompressible {
    RANDOM {
        @Override
        byte[] bytes() {
            byte[] bytes = new byte[4 << 20];
            new Random(1).nextBytes(bytes);
            return bytes;
        }
    },
    /** A picture of soft hills of light with some grain, as a camera would make it. */
    JPEG {
        @Override
        byte[] bytes() throws IOException {
            BufferedImage image = new BufferedImage(EDGE, EDGE, BufferedImage.TYPE_INT_RGB);
            Random random = new Random(2);
            for (int y = 0; y < EDGE; y++) {
                for (int x = 0; x < EDGE; x++) {
                    image.setRGB(x, y, colour(x, y, random));
                }
            }
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            if (!ImageIO.write(image, "jpeg", bytes)) {
                throw new IOException("this JDK writes no JPEG");
            }
            return bytes.toByteArray();
        }
    };

    private static final int EDGE = 3072;

    private static int colour(int x, int y, Random random) {
        int grain = random.nextInt(48);
        int red = (int) (104 + 100 * Math.sin(x / 301.0) * Math.cos(y / 211.0)) + grain;
        int green = (int) (104 + 100 * Math.sin((x + y) / 401.0)) + grain;
        int blue = (int) (104 + 100 * Math.cos(y / 173.0)) + random.nextInt(48);
        return red << 16 | green << 8 | blue;
    }

    String fileName() {
        return "incompressible-" + name().toLowerCase(java.util.Locale.ROOT);
    }

    abstract byte[] bytes() throws IOException;
}
