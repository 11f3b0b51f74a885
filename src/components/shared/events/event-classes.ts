/** Base classes of the events of the elements: `Event` subclasses with typed fields (DOM §2.2). */

/** Base class of all events. `detail` returns the fields as one object, as a `CustomEvent` has them. */
export abstract class SipEvent extends Event {
  get detail(): Record<string, unknown> {
    return Object.fromEntries(Object.entries(this).filter(([name]) => name !== 'isTrusted'));
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
