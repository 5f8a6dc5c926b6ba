// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.cli;

import com.sun.tools.attach.AgentInitializationException;
import com.sun.tools.attach.AgentLoadException;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.nio.file.Path;

/**
 * What is done to a running JVM through the module jdk.attach. Small images of Java lack that: there this class can't be
 * loaded, so that nothing may name it that all commands need.
 *
 * @param jvm has been {@linkplain RunningJvm#check checked}
 */
record Attachment(RunningJvm jvm) {
    /** Where the agent leaves what came of it. */
    private static final String OUTCOME = "io.warpdrive.agent";

    private static final String INSTALLED = "installed";

    /**
     * Has the agent loaded and started.
     *
     * @throws Failure if that did not work, or if it was there before
     */
    void load(Path agent, String arguments) throws IOException {
        String outcome = attached(machine -> {
            machine.loadAgent(agent.toString(), arguments);
            return machine.getAgentProperties().getProperty(OUTCOME, "it did not say what came of it");
        });
        if (!outcome.equals(INSTALLED)) {
            throw new Failure(jvm.toString(), outcome);
        }
    }

    /**
     * Where its MBean server can be reached from this machine; starts it if it is not up.
     *
     * @throws Failure if that did not work
     */
    String management() throws IOException {
        return attached(VirtualMachine::startLocalManagementAgent);
    }

    private interface Task {
        String with(VirtualMachine machine) throws IOException, AgentLoadException, AgentInitializationException;
    }

    private String attached(Task task) throws IOException {
        try {
            VirtualMachine machine = VirtualMachine.attach(jvm.toString());
            try {
                return task.with(machine);
            } finally {
                machine.detach();
            }
        } catch (AttachNotSupportedException e) {
            throw new Failure(jvm.toString(), "does not let itself be attached to: " + e.getMessage());
        } catch (AgentLoadException | AgentInitializationException e) {
            throw new Failure(jvm.toString(), "does not load the agent: " + e.getMessage());
        } catch (IOException e) {
            throw Failure.of(jvm.toString(), e);
        }
    }
}
