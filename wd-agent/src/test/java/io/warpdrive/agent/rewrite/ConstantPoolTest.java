// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.agent.rewrite;

import static org.assertj.core.api.Assertions.assertThat;

import io.warpdrive.agent.ConstantPool;
import java.util.Arrays;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;

/** The look into a class file that decides whether it is parsed at all. */
class ConstantPoolTest {

    // a class missed here stays on zlib
    @Test
    void aClassThatConstructsIsFound() throws Exception {
        for (Class<?> type : List.of(
                Samples.EveryConstructor.class,
                Samples.MethodReferences.class,
                GZIPInputStream.class,
                DeflaterOutputStream.class,
                ZipOutputStream.class)) {
            assertThat(ConstantPool.mentionsDeflaterOrInflater(Rewritten.classFile(type)))
                    .as(type.getName())
                    .isTrue();
        }
    }

    // every class parsed in vain costs the application's start
    @Test
    void aClassThatOnlyMentionsStreamsOrSuchIsPassedOver() throws Exception {
        for (Class<?> type : List.of(String.class, Math.class, ConstantPoolTest.class, JarOutputStream.class)) {
            assertThat(ConstantPool.mentionsDeflaterOrInflater(Rewritten.classFile(type)))
                    .as(type.getName())
                    .isFalse();
        }
    }

    // a later Java's constants must not lead us astray
    @Test
    void aClassFileWithAnUnknownConstantIsPassedOver() throws Exception {
        byte[] classFile = Rewritten.classFile(Samples.EveryConstructor.class);
        classFile[10] = 99;
        assertThat(ConstantPool.mentionsDeflaterOrInflater(classFile)).isFalse();
    }

    // a class of an excluded package missed here is served by a device after all
    @Test
    void aClassThatUsesTheStreamsIsFound() throws Exception {
        for (Class<?> type : List.of(GZIPInputStream.class, JarOutputStream.class, Samples.ExcludedStreams.class)) {
            assertThat(ConstantPool.mentionsStream(Rewritten.classFile(type)))
                    .as(type.getName())
                    .isTrue();
        }
        assertThat(ConstantPool.mentionsStream(Rewritten.classFile(Samples.EveryConstructor.class)))
                .isFalse();
    }

    // a broken file is the JVM's to refuse, with the message it has without us
    @Test
    void aFileThatIsCutAnywhereIsPassedOverOrFound() throws Exception {
        for (Class<?> type : List.of(Samples.Unrelated.class, Samples.ExcludedStreams.class, String.class)) {
            byte[] classFile = Rewritten.classFile(type);
            for (int length = 0; length < classFile.length; length++) {
                byte[] cut = Arrays.copyOf(classFile, length);
                if (ConstantPool.mentionsDeflaterOrInflater(cut)) {
                    assertThat(ConstantPool.mentionsDeflaterOrInflater(classFile))
                            .isTrue();
                }
                if (ConstantPool.mentionsStream(cut)) {
                    assertThat(ConstantPool.mentionsStream(classFile)).isTrue();
                }
            }
        }
    }

    // as above: a count or a length that leads out of the file
    @Test
    void aFileThatPromisesMoreThanItHasIsPassedOver() {
        byte[] endless = new byte[30];
        Arrays.fill(endless, (byte) 0xff);
        assertThat(ConstantPool.mentionsDeflaterOrInflater(endless)).isFalse();
        Arrays.fill(endless, 10, endless.length, (byte) 1); // texts of 257 bytes
        assertThat(ConstantPool.mentionsDeflaterOrInflater(endless)).isFalse();
        Arrays.fill(endless, 10, endless.length, (byte) 5); // two indices each
        assertThat(ConstantPool.mentionsStream(endless)).isFalse();
    }
}
