// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.streams;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * What a program sees of a stream that it reads to its end.
 *
 * @param data what was delivered before the end or the failure, a character for each byte
 * @param failure type and message of the exception; {@code none} when there was none
 */
record Outcome(String data, String failure) {
    static final String NONE = "none";

    /** Opens a stream, which may fail too. */
    interface Opener {
        InputStream open() throws IOException;
    }

    static Outcome of(Opener opener) {
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        try (InputStream in = opener.open()) {
            byte[] buffer = new byte[1000];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                data.write(buffer, 0, read);
            }
            return new Outcome(data.toString(StandardCharsets.ISO_8859_1), NONE);
        } catch (IOException | RuntimeException e) {
            return new Outcome(data.toString(StandardCharsets.ISO_8859_1), e.toString());
        }
    }

    byte[] bytes() {
        return data.getBytes(StandardCharsets.ISO_8859_1);
    }
}
