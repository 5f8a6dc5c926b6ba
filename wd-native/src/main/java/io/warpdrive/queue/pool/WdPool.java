// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.queue.pool;

import static java.util.Objects.requireNonNull;

import io.warpdrive.queue.WdException;
import io.warpdrive.queue.WdResource;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * A few idle objects that are dear to make, handed from thread to thread without a lock and without allocation.
 *
 * <p>An element is owned by whoever took it; what is never given back is simply garbage, so elements have to clean up
 * after themselves.
 *
 * @param <T> what is pooled
 */
public final class WdPool<T extends WdResource> {
    private final Maker<T> maker;
    private final AtomicReferenceArray<T> slots;

    /** Makes an element when no idle one is left. */
    public interface Maker<T> {
        T make() throws WdException;
    }

    /** Room for twice as many idle elements as there are processors. */
    public WdPool(Maker<T> maker) {
        this(maker, 2 * Runtime.getRuntime().availableProcessors());
    }

    /** Room for {@code capacity} idle elements, 1 or more. */
    public WdPool(Maker<T> maker, int capacity) {
        this.maker = requireNonNull(maker, "maker is null");
        this.slots = new AtomicReferenceArray<>(capacity);
    }

    /** What makes elements when nobody says otherwise. */
    public Maker<T> maker() {
        return maker;
    }

    /**
     * Takes an idle element, or a new one.
     *
     * @throws WdException when there is none and none can be made
     */
    public T take() throws WdException {
        return take(maker);
    }

    /** As {@link #take()}, where a new element would be {@code otherwise}'s. */
    public T take(Maker<T> otherwise) throws WdException {
        int length = slots.length();
        int start = start(length);
        for (int i = 0; i < length; i++) {
            int slot = start + i < length ? start + i : start + i - length;
            // acquire: pairs with the release in give; the plain look first keeps empty slots' lines shared
            if (slots.getPlain(slot) != null) {
                T element = slots.getAndSet(slot, null);
                if (element != null) {
                    return element;
                }
            }
        }
        return otherwise.make();
    }

    /** Gives an element back. It is closed when there are idle ones enough. */
    public void give(T element) {
        int length = slots.length();
        int start = start(length);
        for (int i = 0; i < length; i++) {
            int slot = start + i < length ? start + i : start + i - length;
            // release: what this thread did to the element is seen by the thread that takes it
            if (slots.getPlain(slot) == null && slots.weakCompareAndSetRelease(slot, null, element)) {
                return;
            }
        }
        element.close();
    }

    /** Threads begin at different slots, so that they seldom meet. Of an int: dividing longs takes several times as long. */
    static int start(int length) {
        return ((int) Thread.currentThread().getId() & Integer.MAX_VALUE) % length;
    }
}
