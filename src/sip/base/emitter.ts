/**
 * Typed events. An exception in a listener is reported and does not affect the emitter or the other listeners.
 * Subjects: event emitter; exception in a listener.
 */

/** Event name → tuple of the arguments of its listeners. */
export type EventMap = Record<string, readonly unknown[]>;

export type Listener<Args extends readonly unknown[]> = (...args: Args) => void;

/** Reports an exception in a listener like an uncaught one (HTML `reportError`) and returns normally. */
export function reportListenerError(error: unknown): void {
  const platform = globalThis as { reportError?: (error: unknown) => void };
  if (platform.reportError) platform.reportError(error);
  else console.error(error);
}

/**
 * Emits the events of `Events`. `emit` is public because the classes of this stack use composition; only the object that
 * creates an emitter should call it.
 */
export class Emitter<Events extends { [K in keyof Events]: readonly unknown[] } = EventMap> {
  readonly #listeners = new Map<keyof Events, Set<Listener<never>>>();

  /** Adds a listener; adding the same function twice has no effect. Returns `this`. */
  on<K extends keyof Events>(event: K, listener: Listener<Events[K]>): this {
    let set = this.#listeners.get(event);
    if (!set) this.#listeners.set(event, (set = new Set()));
    set.add(listener as Listener<never>);
    return this;
  }

  /** Adds a listener for the next emission only. */
  once<K extends keyof Events>(event: K, listener: Listener<Events[K]>): this {
    const wrapper: Listener<Events[K]> = (...args) => {
      this.off(event, wrapper);
      listener(...args);
    };
    return this.on(event, wrapper);
  }

  /** Removes one listener, all listeners of an event, or all listeners. */
  off<K extends keyof Events>(event?: K, listener?: Listener<Events[K]>): this {
    if (event === undefined) this.#listeners.clear();
    else if (listener === undefined) this.#listeners.delete(event);
    else this.#listeners.get(event)?.delete(listener as Listener<never>);
    return this;
  }

  addListener<K extends keyof Events>(event: K, listener: Listener<Events[K]>): this {
    return this.on(event, listener);
  }

  removeListener<K extends keyof Events>(event: K, listener: Listener<Events[K]>): this {
    return this.off(event, listener);
  }

  removeAllListeners<K extends keyof Events>(event?: K): this {
    return this.off(event);
  }

  listenerCount(event: keyof Events): number {
    return this.#listeners.get(event)?.size ?? 0;
  }

  /** Calls the listeners in the order in which they were added. Returns whether there was one. */
  emit<K extends keyof Events>(event: K, ...args: Events[K]): boolean {
    const set = this.#listeners.get(event);
    if (!set || set.size === 0) return false;
    for (const listener of [...set]) {
      try {
        (listener as unknown as Listener<Events[K]>)(...args);
      } catch (error) {
        reportListenerError(error);
      }
    }
    return true;
  }
}
