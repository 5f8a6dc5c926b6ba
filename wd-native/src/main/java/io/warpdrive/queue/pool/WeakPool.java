// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.queue.pool;

import io.warpdrive.queue.WdResource;
import java.lang.ref.WeakReference;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * As {@link WdPool}, for what holds so much memory that the garbage collector shall take it when it lies idle: handed from
 * thread to thread without a lock, and given back without allocation. Elements free themselves when they are unreachable.
 */
public final class WeakPool {
    private final AtomicReferenceArray<WeakReference<Element>> slots;

    /** What is pooled. */
    public abstract static class Element implements WdResource {
        private final Object owner;
        /** Made once. */
        private final WeakReference<Element> self = new WeakReference<>(this);

        /** @param owner for whom it can be used */
        protected Element(Object owner) {
            this.owner = owner;
        }
    }

    /** Room for {@code capacity} idle elements of all owners together, 1 or more. */
    public WeakPool(int capacity) {
        this.slots = new AtomicReferenceArray<>(capacity);
    }

    /** Takes an idle element of this owner, if there is one. */
    public Optional<Element> take(Object owner) {
        int length = slots.length();
        int start = WdPool.start(length);
        for (int i = 0; i < length; i++) {
            Element element = take(start + i < length ? start + i : start + i - length, owner);
            if (element != null) {
                return Optional.of(element);
            }
        }
        return Optional.empty();
    }

    /** @param owner or null: anybody */
    private Element take(int slot, Object owner) {
        // the plain look first keeps empty slots' lines shared
        if (slots.getPlain(slot) == null) {
            return null;
        }
        // acquire: pairs with the release in give
        WeakReference<Element> reference = slots.getAcquire(slot);
        Element element = reference == null ? null : reference.get();
        boolean wanted = element != null && (owner == null || element.owner == owner);
        // the second acquire: another thread may have taken and given it in between
        return wanted && slots.compareAndExchangeAcquire(slot, reference, null) == reference ? element : null;
    }

    /** Gives an element back. It is closed when there are idle ones enough. */
    public void give(Element element) {
        int length = slots.length();
        int start = WdPool.start(length);
        for (int i = 0; i < length; i++) {
            int slot = start + i < length ? start + i : start + i - length;
            WeakReference<Element> there = slots.getPlain(slot);
            boolean free = there == null || there.get() == null;
            // release: what this thread did to the element is seen by the thread that takes it
            if (free && slots.weakCompareAndSetRelease(slot, there, element.self)) {
                return;
            }
        }
        element.close();
    }

    /** Closes all that is idle. */
    public void close() {
        for (int slot = 0; slot < slots.length(); slot++) {
            Element element = take(slot, null);
            if (element != null) {
                element.close();
            }
        }
    }
}
