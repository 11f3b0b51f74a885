/** Typed events. A listener that throws is reported and never harms the sender or the other listeners. */

/** Event name → tuple of the arguments that its listeners get. */
export type EventMap = Record<string, readonly unknown[]>;

export type Listener<Args extends readonly unknown[]> = (...args: Args) => void;

/** Tells the platform of an exception in a listener, as an uncaught one would be, without unwinding the sender. */
export function reportListenerError(error: unknown): void {
  const platform = globalThis as { reportError?: (error: unknown) => void };
  if (platform.reportError) platform.reportError(error);
  else console.error(error);
}

/**
 * Emits the events of `Events`. `on`, `once` and `off` are public; `emit` is public as well, because the classes of
 * this stack compose rather than inherit, but only the owner of an emitter should call it.
 */
export class Emitter<Events extends { [K in keyof Events]: readonly unknown[] } = EventMap> {
  readonly #listeners = new Map<keyof Events, Set<Listener<never>>>();

  /** Adds a listener; the same function twice counts once. Returns `this`. */
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

  /** Removes one listener, or all of an event, or all. */
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

  /** Calls the listeners in the order of their registration. Returns whether there was one. */
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
