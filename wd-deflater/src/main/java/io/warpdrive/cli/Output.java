// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Where results go; its failures name it, so that they are not taken for failures of the input. */
final class Output extends FilterOutputStream {
    private final String name;

    Output(String name, OutputStream out) {
        super(out);
        this.name = name;
    }

    /** Straight to the descriptor: System.out would swallow its errors. */
    static Output standard() {
        return new Output("standard output", new FileOutputStream(FileDescriptor.out));
    }

    static Output none() {
        return new Output("", OutputStream.nullOutputStream());
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        try {
            out.write(bytes, offset, length);
        } catch (IOException e) {
            throw Failure.of(name, e);
        }
    }

    @Override
    public void close() throws IOException {
        try {
            out.close();
        } catch (IOException e) {
            throw Failure.of(name, e);
        }
    }
}
