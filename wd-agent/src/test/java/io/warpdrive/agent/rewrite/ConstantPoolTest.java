// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.agent.rewrite;

import static org.assertj.core.api.Assertions.assertThat;

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
}
