// SPDX-License-Identifier: Apache-2.0
package sample;

import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.mockito.MockedConstruction;
import org.mockito.Mockito;

/** A program's tests, which put a mock in the place of what the program constructs. */
public final class Mocking {
    private Mocking() {}

    public static void main(String[] args) {
        System.out.println(RoundTrip.gzip(100_000));
        try (MockedConstruction<Deflater> mocks = Mockito.mockConstruction(
                Deflater.class, (mock, context) -> Mockito.when(mock.getTotalIn()).thenReturn(42))) {
            System.out.println(new Deflater(9).getTotalIn() + " of " + mocks.constructed().size());
        }
        try (MockedConstruction<Inflater> mocks = Mockito.mockConstruction(Inflater.class)) {
            System.out.println(new Inflater(true).finished() + " of " + mocks.constructed().size());
        }
        System.out.println(RoundTrip.gzip(900_000));
    }
}
