// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.cli;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/** Compresses, decompresses or tests files one at a time, with gzip's manners. */
final class Transfer {
    /** The name that stands for standard input and output. */
    static final String STANDARD = "-";

    /** What is to be done. */
    enum Action {
        COMPRESS,
        DECOMPRESS,
        TEST
    }

    /**
     * How it is to be done.
     *
     * @param level 1 to 9
     * @param keep leave the input where it is
     * @param force overwrite, follow links, write to a terminal
     * @param toOutput write to standard output
     * @param verbose say what came out
     */
    record Manner(
            Format format, Action action, int level, boolean keep, boolean force, boolean toOutput, boolean verbose) {

        /** From standard input to standard output, at the usual level. */
        static Manner piped(Format format, Action action) {
            return new Manner(format, action, 6, true, false, true, false);
        }
    }

    private final Manner manner;
    private final PrintStream messages;

    Transfer(Manner manner, PrintStream messages) {
        this.manner = manner;
        this.messages = messages;
    }

    /** Does one file, says what has to be said about it, and returns whether it worked. */
    boolean run(String name) {
        try {
            if (name.equals(STANDARD)) {
                standard();
            } else {
                file(Path.of(name));
            }
            return true;
        } catch (InvalidPathException e) {
            messages.println("wd: " + name + ": " + e.getReason());
            return false;
        } catch (IOException e) {
            Failure failure = Failure.of(name.equals(STANDARD) ? "standard input" : name, e);
            if (!failure.isBrokenPipe()) {
                messages.println("wd: " + failure.getMessage());
            }
            return false;
        }
    }

    private void standard() throws IOException {
        if (manner.action() != Action.COMPRESS && !manner.force() && Terminal.is(Terminal.INPUT)) {
            throw new Failure("standard input", "compressed data is not read from a terminal (use -f, or --help)");
        }
        try (InputStream in = new FileInputStream(FileDescriptor.in)) {
            transfer("standard input", in, standardOutput());
        }
    }

    private void file(Path path) throws IOException {
        Path source = existing(path);
        if (manner.toOutput() || manner.action() == Action.TEST) {
            toOutput(source);
        } else {
            fileToFile(source);
        }
    }

    /** Any file will do, a pipe that is gone once it is open as well: nothing is done to it but reading. */
    private void toOutput(Path source) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(source, BasicFileAttributes.class);
        if (attributes.isDirectory()) {
            throw new Failure(source.toString(), "is a directory");
        }
        try (InputStream in = shown(source, Files.newInputStream(source), attributes.size())) {
            transfer(source.toString(), in, standardOutput());
        }
    }

    /** As gzip does, {@code -d FILE} takes FILE.gz when there is no FILE. */
    private Path existing(Path path) {
        if (manner.action() != Action.COMPRESS && !Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            Path suffixed = Path.of(path + manner.format().suffix());
            if (Files.exists(suffixed)) {
                return suffixed;
            }
        }
        return path;
    }

    private void fileToFile(Path source) throws IOException {
        // a look before it is opened, as opening some files blocks or does something
        refuseSpecialFiles(source, InputFile.look(source, true));
        try (InputFile file = InputFile.open(source, manner.force())) {
            refuseSpecialFiles(source, file.attributes());
            if (!manner.force() && !manner.keep() && file.links() > 1) {
                throw new Failure(source.toString(), "has other links (use -k to keep it, or -f)");
            }
            Path target = target(source);
            if (!manner.force() && Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
                throw new Failure(target.toString(), "already exists (use -f to overwrite)");
            }
            if (Files.isDirectory(target)) {
                throw new Failure(target.toString(), "is a directory");
            }
            convert(file, target);
            report(source, file.attributes().size(), target);
            if (!manner.keep()) {
                file.delete();
            }
        }
    }

    private void convert(InputFile source, Path target) throws IOException {
        Path path = source.path();
        try (InputStream in = shown(path, source.input(), source.attributes().size());
                OutputFile file = new OutputFile(target)) {
            transfer(path.toString(), in, file.output());
            file.finish(source, manner.force());
        }
    }

    private void refuseSpecialFiles(Path source, BasicFileAttributes attributes) throws IOException {
        if (attributes.isDirectory()) {
            throw new Failure(source.toString(), "is a directory");
        }
        if (!attributes.isRegularFile()) {
            throw new Failure(source.toString(), "is not a regular file");
        }
        if (!manner.force() && Files.isSymbolicLink(source)) {
            throw new Failure(source.toString(), "is a symbolic link (use -f to follow it)");
        }
    }

    private Path target(Path source) throws IOException {
        String name = source.getFileName().toString();
        Format format = manner.format();
        if (manner.action() == Action.COMPRESS) {
            if (format.isCompressedName(name)) {
                throw new Failure(source.toString(), "has the suffix of compressed files already");
            }
            return source.resolveSibling(name + format.suffix());
        }
        return source.resolveSibling(format.originalName(name)
                .orElseThrow(() -> new Failure(source.toString(), "unknown suffix, " + format.suffix() + " expected")));
    }

    /** With a line about how far it has come, where that is of use. */
    private InputStream shown(Path source, InputStream in, long size) {
        return size > Progress.SMALLEST && Terminal.is(Terminal.ERROR)
                ? new Progress(in, messages, source.toString(), size)
                : in;
    }

    private Output standardOutput() throws IOException {
        if (manner.action() == Action.TEST) {
            return Output.none();
        }
        if (manner.action() == Action.COMPRESS && !manner.force() && Terminal.is(Terminal.OUTPUT)) {
            throw new Failure("standard output", "compressed data is not written to a terminal (use -f, or --help)");
        }
        return Output.standard();
    }

    private void transfer(String name, InputStream in, Output out) throws IOException {
        if (manner.action() == Action.COMPRESS) {
            try (Format.Compressor compressor = manner.format().compressor(out, manner.level())) {
                copy(in, compressor);
                compressor.stream().finish();
            }
            return;
        }
        Optional<String> warning;
        try (Decompression decompression = new Decompression(manner.format(), in)) {
            warning = decompression.to(out);
        }
        warning.ifPresent(text -> messages.println("wd: " + name + ": " + text));
        if (manner.verbose() && manner.action() == Action.TEST) {
            messages.println(name + ": OK");
        }
    }

    private static void copy(InputStream in, Format.Compressor compressor) throws IOException {
        byte[] buffer = new byte[Format.BUFFER];
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
            compressor.stream().write(buffer, 0, count);
        }
    }

    private void report(Path source, long size, Path target) throws IOException {
        if (manner.verbose()) {
            long whole = manner.action() == Action.COMPRESS ? size : Files.size(target);
            long packed = manner.action() == Action.COMPRESS ? Files.size(target) : size;
            messages.printf(
                    "%s: %.1f%% -- %s %s%n",
                    source,
                    whole == 0 ? 0.0 : 100.0 * (whole - packed) / whole,
                    manner.keep() ? "created" : "replaced with",
                    target);
        }
    }
}
