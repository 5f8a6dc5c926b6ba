// SPDX-License-Identifier: Apache-2.0
package gains.formats;

import gains.Content;
import gains.Rounds;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Random;
import javax.imageio.ImageIO;

/** ImageIO: a picture of 640 by 480 with areas, gradients and some noise. */
public final class Png {
    private static final int WIDTH = 640;
    private static final int HEIGHT = 480;

    private Png() {}

    public static void main(String[] arguments) throws Exception {
        ImageIO.setUseCache(false);
        Rounds rounds = Rounds.of(arguments);
        BufferedImage image = image();
        rounds.row("write .png", content -> {
            byte[] file = written(image);
            if (content.isDigested()) {
                read(file, content);
            } else {
                content.count(3L * WIDTH * HEIGHT);
            }
        });
        byte[] file = written(image);
        rounds.row("read .png", content -> read(file, content));
    }

    private static BufferedImage image() {
        Random random = new Random(13);
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                int noise = y > HEIGHT / 2 ? random.nextInt(4) : 0;
                int area = (x / 80 + y / 60) % 3 * 60;
                image.setRGB(x, y, (area + noise) << 16 | (x * 200 / WIDTH + noise) << 8 | y * 200 / HEIGHT);
            }
        }
        return image;
    }

    private static byte[] written(BufferedImage image) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(image, "png", bytes);
        return bytes.toByteArray();
    }

    private static void read(byte[] file, Content content) throws IOException {
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(file));
        content.count(3L * WIDTH * HEIGHT);
        if (content.isDigested()) {
            for (int pixel : image.getRGB(0, 0, WIDTH, HEIGHT, null, 0, WIDTH)) {
                content.add(new byte[] {(byte) (pixel >> 16), (byte) (pixel >> 8), (byte) pixel});
            }
        }
    }
}
