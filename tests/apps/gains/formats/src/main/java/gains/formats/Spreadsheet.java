// SPDX-License-Identifier: Apache-2.0
package gains.formats;

import gains.Content;
import gains.Rounds;
import gains.Texts;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Random;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.xssf.streaming.SXSSFWorkbook;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

/** POI: a table of 800 rows, streamed out as reports are, and read. */
public final class Spreadsheet {
    private static final int ROWS = 800;
    private static final int COLUMNS = 10;

    private Spreadsheet() {}

    public static void main(String[] arguments) throws Exception {
        Rounds rounds = Rounds.of(arguments);
        rounds.row("write .xlsx", content -> {
            byte[] file = written();
            if (content.isDigested()) {
                read(file, content);
            }
        });
        byte[] file = written();
        rounds.row("read .xlsx", content -> read(file, content));
    }

    private static byte[] written() throws IOException {
        Random random = new Random(11);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (SXSSFWorkbook book = new SXSSFWorkbook(100)) {
            var sheet = book.createSheet("orders");
            for (int i = 0; i < ROWS; i++) {
                Row row = sheet.createRow(i);
                for (int j = 0; j < COLUMNS; j++) {
                    Cell cell = row.createCell(j);
                    if (j % 2 == 0) {
                        cell.setCellValue(random.nextInt(1_000_000) / 100.0);
                    } else {
                        cell.setCellValue(Texts.sentence(random, 3));
                    }
                }
            }
            book.write(bytes);
        }
        return bytes.toByteArray();
    }

    private static void read(byte[] file, Content content) throws IOException {
        try (XSSFWorkbook book = new XSSFWorkbook(new ByteArrayInputStream(file))) {
            for (Row row : book.getSheetAt(0)) {
                for (Cell cell : row) {
                    content.add(cell);
                }
            }
        }
    }
}
