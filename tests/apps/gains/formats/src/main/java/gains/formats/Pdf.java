// SPDX-License-Identifier: Apache-2.0
package gains.formats;

import gains.Content;
import gains.Rounds;
import gains.Texts;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Random;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;

/** PDFBox: a report of 60 pages, written, and the pages' content read. */
public final class Pdf {
    private static final int PAGES = 60;
    private static final int LINES = 50;

    private Pdf() {}

    public static void main(String[] arguments) throws Exception {
        java.util.logging.Logger.getLogger("").setLevel(java.util.logging.Level.OFF);
        Rounds rounds = Rounds.of(arguments);
        rounds.row("write .pdf", content -> {
            byte[] file = written();
            if (content.isDigested()) {
                read(file, content);
            }
        });
        byte[] file = written();
        rounds.row("read .pdf", content -> read(file, content));
    }

    private static byte[] written() throws IOException {
        Random random = new Random(12);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (PDDocument document = new PDDocument()) {
            PDType1Font font = new PDType1Font(Standard14Fonts.FontName.HELVETICA);
            for (int i = 0; i < PAGES; i++) {
                PDPage page = new PDPage();
                document.addPage(page);
                try (PDPageContentStream stream = new PDPageContentStream(document, page)) {
                    stream.beginText();
                    stream.setFont(font, 10);
                    stream.newLineAtOffset(40, 750);
                    for (int j = 0; j < LINES; j++) {
                        stream.showText(Texts.sentence(random, 12));
                        stream.newLineAtOffset(0, -14);
                    }
                    stream.endText();
                }
            }
            document.save(bytes);
        }
        return bytes.toByteArray();
    }

    private static void read(byte[] file, Content content) throws IOException {
        byte[] buffer = new byte[8192];
        try (PDDocument document = Loader.loadPDF(file)) {
            for (PDPage page : document.getPages()) {
                try (InputStream stream = page.getContents()) {
                    content.addAll(stream, buffer);
                }
            }
        }
    }
}
