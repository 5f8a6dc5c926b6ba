// SPDX-License-Identifier: Apache-2.0
package sample;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import javax.imageio.ImageIO;

/** A picture written and read as PNG, by classes of the JDK's that make their Deflater and Inflater themselves. */
public final class Pictures {
    private Pictures() {}

    public static void main(String[] arguments) throws Exception {
        BufferedImage image = new BufferedImage(300, 200, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 300 * 200; i++) {
            image.setRGB(i % 300, i / 300, i * 7919);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        System.out.println(ImageIO.write(image, "png", bytes));
        BufferedImage read = ImageIO.read(new ByteArrayInputStream(bytes.toByteArray()));
        System.out.println(Arrays.hashCode(read.getRGB(0, 0, 300, 200, null, 0, 300))
                == Arrays.hashCode(image.getRGB(0, 0, 300, 200, null, 0, 300)));
    }
}
