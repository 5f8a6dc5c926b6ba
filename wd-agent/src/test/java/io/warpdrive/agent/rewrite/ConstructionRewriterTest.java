// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.agent.rewrite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.warpdrive.agent.rewrite.StandInBridge.BridgedDeflater;
import io.warpdrive.agent.rewrite.StandInBridge.BridgedInflater;
import java.io.ByteArrayOutputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;

/** What a compiler makes of constructions, before and after; the JVM verifies each class when it is loaded. */
class ConstructionRewriterTest {

    // a constructor forgotten would leave its streams on zlib; arguments mixed up would change the format
    @Test
    void everyConstructorBecomesTheFactoryOfTheSameArguments() throws Exception {
        assertBridged(objects(Samples.EveryConstructor.class), 3, 4);
    }

    // method references are how pools make their objects
    @Test
    void methodReferencesBecomeTheFactory() throws Exception {
        assertBridged(objects(Samples.MethodReferences.class), 2, 5);
    }

    // frames in the arguments name the object that is not yet initialized: a wrong one is a VerifyError in the
    // application
    @Test
    @SuppressWarnings("unchecked")
    void argumentsMayBranchAndConstructAndCatch() throws Exception {
        Function<Integer, Deflater> sample = Rewritten.object(Samples.InvolvedArguments.class, Function.class);
        assertThat(List.of(sample.apply(0), sample.apply(1), sample.apply(2), sample.apply(6)))
                .allSatisfy(each -> assertThat(each).isInstanceOf(BridgedDeflater.class))
                .extracting(each -> ((BridgedDeflater) each).level)
                .containsExactly(1, 8, 9, 9);
    }

    // an exception in the arguments must come out as it would have
    @Test
    @SuppressWarnings("unchecked")
    void argumentsMaySwitchAndThrow() throws Exception {
        IntFunction<Deflater> sample = Rewritten.object(Samples.InSwitch.class, IntFunction.class);
        assertThat(((BridgedDeflater) sample.apply(0)).level).isEqualTo(7);
        assertThat(((BridgedDeflater) sample.apply(1)).level).isEqualTo(6);
        assertThatThrownBy(() -> sample.apply(2)).isInstanceOf(IllegalStateException.class);
    }

    // the JDK's stream classes construct inside the arguments of super(...), where this is not initialized either
    @Test
    void constructionsInTheArgumentsOfASuperCallAreRewritten() throws Exception {
        assertThat(Rewritten.object(Samples.InSuperCall.class, Supplier.class).get())
                .isInstanceOf(BridgedInflater.class);
    }

    // super(...) must go to the parent: a factory's object can't take the place of this
    @Test
    void aSubclassKeepsItsSuperCall() throws Exception {
        Deflater subclass = Rewritten.object(Samples.Subclass.class, Deflater.class);
        subclass.setInput(new byte[10]);
        subclass.finish();
        assertThat(subclass.deflate(new byte[20])).isPositive();
        assertThat(ConstructionRewriter.rewrite(Rewritten.classFile(Samples.Unrelated.class), StandInBridge.NAME))
                .isEmpty();
    }

    // a serialized lambda is read back by comparing the method's name: it must not depend on the agent
    @Test
    void aSerializableReferenceStaysAsItIs() throws Exception {
        byte[] classFile = Rewritten.classFile(Samples.SerializedReference.class);
        assertThat(ConstructionRewriter.rewrite(classFile, StandInBridge.NAME)).isEmpty();
        Supplier<Deflater> supplier = new Samples.SerializedReference().get();
        new ObjectOutputStream(new ByteArrayOutputStream()).writeObject(supplier);
        assertThat(supplier.get()).isExactlyInstanceOf(Deflater.class);
    }

    // it has to do nothing when there is nothing left to do, as after a second retransformation
    @Test
    void aRewrittenClassHasNothingToRewrite() throws Exception {
        byte[] once = Rewritten.rewrite(Rewritten.classFile(Samples.EveryConstructor.class));
        assertThat(ConstructionRewriter.rewrite(once, StandInBridge.NAME)).isEmpty();
    }

    @SuppressWarnings("unchecked")
    private static List<Object> objects(Class<? extends Supplier<List<Object>>> sample) throws Exception {
        return ((Supplier<List<Object>>) Rewritten.object(sample, Supplier.class)).get();
    }

    /** The five constructors in the order in which the samples use them. */
    private static void assertBridged(List<Object> objects, int secondLevel, int thirdLevel) {
        assertThat(objects.subList(0, 3)).allSatisfy(each -> assertThat(each).isInstanceOf(BridgedDeflater.class));
        assertThat(objects.subList(3, 5)).allSatisfy(each -> assertThat(each).isInstanceOf(BridgedInflater.class));
        assertThat(objects.subList(0, 3))
                .extracting(each -> ((BridgedDeflater) each).level)
                .containsExactly(Deflater.DEFAULT_COMPRESSION, secondLevel, thirdLevel);
        assertThat(objects.subList(0, 3))
                .extracting(each -> ((BridgedDeflater) each).nowrap)
                .containsExactly(false, false, true);
        assertThat(objects.subList(3, 5))
                .extracting(each -> ((BridgedInflater) each).nowrap)
                .containsExactly(false, true);
    }

    // the operator of a later Java learns why nothing is served
    @Test
    void aClassFileThatIsTooNewIsRefusedByItsVersion() throws Exception {
        byte[] classFile = Rewritten.classFile(Samples.EveryConstructor.class);
        classFile[7] = 120;
        assertThatThrownBy(() -> ConstructionRewriter.rewrite(classFile, StandInBridge.NAME))
                .isInstanceOf(NewerClassFileException.class)
                .hasMessageContaining("120");
        assertThatThrownBy(() -> PlainStreams.rewrite(classFile, StandInBridge.NAME))
                .isInstanceOf(NewerClassFileException.class);
    }
}
