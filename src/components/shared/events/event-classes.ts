/**
 * Base classes of the events of the elements: `Event` subclasses with typed fields (DOM §2.2).
 * Subjects: base classes of DOM events, bubbling; respondWith(), answer of the page.
 */

/** The fields of an event: what its class adds to `Event`, without the way to answer. */
type EventFields<E extends Event> = Readonly<Omit<E, keyof Event | 'detail' | 'respondWith' | 'answer'>>;

function fieldsOf<E extends Event>(event: E): EventFields<E>;
function fieldsOf(event: Event): object {
  return Object.fromEntries(Object.entries(event).filter(([name]) => name !== 'isTrusted'));
}

/** Base class of all events. `detail` returns the fields as one object, as a `CustomEvent` has them. */
export abstract class SipEvent extends Event {
  get detail(): EventFields<this> {
    return fieldsOf(this);
  }
}

/** An event of the phone. Bubbles and is composed. */
export abstract class SipFact extends SipEvent {
  constructor(type: string) {
    super(type, { bubbles: true, composed: true });
  }
}

/** A command is about to be performed. `preventDefault()` stops it. */
export abstract class SipBeforeEvent extends SipEvent {
  constructor(type: string) {
    super(type, { bubbles: true, composed: true, cancelable: true });
  }
}

/** A query to the page, which answers with `respondWith()`. The first answer is used. */
export abstract class SipQuestion<T> extends SipFact {
  #answer: Promise<T> | undefined;

  respondWith(answer: T | Promise<T>): void {
    this.#answer ??= Promise.resolve(answer);
  }

  /** The answer; undefined if there is none. */
  get answer(): Promise<T> | undefined {
    return this.#answer;
  }
}
