// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.agent.rewrite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What is done to classes that are excluded. */
class PlainStreamsTest {

    // a stream that is given its Deflater makes none: the request would hit somebody else's
    @Test
    @SuppressWarnings("unchecked")
    void aPlainObjectIsAskedForBeforeEachStreamThatMakesItsOwn() throws Exception {
        byte[] rewritten = PlainStreams.rewrite(Rewritten.classFile(Samples.ExcludedStreams.class), StandInBridge.NAME)
                .orElseThrow();
        Function<Object, Object> sample =
                Rewritten.object(Samples.ExcludedStreams.class.getName(), rewritten, Function.class);
        assertThat(sample.apply(new ByteArrayOutputStream())).isInstanceOf(List.class);
        // the subclass is a class of its own, which this test does not rewrite
        assertThat(StandInBridge.takePlainNexts()).isEqualTo(1);
    }

    // super(...) of a stream makes a Deflater just as well
    @Test
    void aSubclassOfAStreamAsksToo() throws Exception {
        Class<?> subclass = Samples.ExcludedStreams.class.getDeclaredClasses()[0];
        assertThat(PlainStreams.rewrite(Rewritten.classFile(subclass), StandInBridge.NAME))
                .isPresent();
    }

    // nothing to do is nothing done
    @Test
    void aClassWithoutStreamsStaysAsItIs() throws Exception {
        assertThat(PlainStreams.rewrite(Rewritten.classFile(Samples.EveryConstructor.class), StandInBridge.NAME))
                .isEmpty();
    }
}
