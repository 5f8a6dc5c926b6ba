// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.agent.rewrite;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

/** Without it a broken class file could keep the thread that loads it for ever. */
final class InstructionsTest {
    private static final int TABLESWITCH = 0xaa;
    private static final int LOOKUPSWITCH = 0xab;

    @Test
    void noInstructionLeadsBack() {
        ByteBuffer table = ByteBuffer.allocate(100)
                .put(0, (byte) TABLESWITCH)
                .putInt(8, 100)
                .putInt(12, 1);
        ByteBuffer lookup = ByteBuffer.allocate(100).put(0, (byte) LOOKUPSWITCH).putInt(8, -10);
        assertThatThrownBy(() -> Instructions.length(table, 0, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Instructions.length(lookup, 0, 0)).isInstanceOf(IllegalArgumentException.class);
    }
}
