/** What the events of the elements have in common: `Event` subclasses with typed fields (DOM §2.2). */

/** `detail` gives the fields as one object, for code that is used to `CustomEvent`. */
export abstract class SipEvent extends Event {
  get detail(): Record<string, unknown> {
    return Object.fromEntries(Object.entries(this).filter(([name]) => name !== 'isTrusted'));
  }
}

/** A fact of the telephone: it bubbles and is composed. */
export abstract class SipFact extends SipEvent {
  constructor(type: string) {
    super(type, { bubbles: true, composed: true });
  }
}

/** Something is about to be done. `preventDefault()` stops it. */
export abstract class SipBeforeEvent extends SipEvent {
  constructor(type: string) {
    super(type, { bubbles: true, composed: true, cancelable: true });
  }
}

/** A question to the page: the first answer counts. */
export abstract class SipQuestion<T> extends SipFact {
  #answer: Promise<T> | undefined;

  respondWith(answer: T | Promise<T>): void {
    this.#answer ??= Promise.resolve(answer);
  }

  /** What was answered, if anything was. */
  get answer(): Promise<T> | undefined {
    return this.#answer;
  }
}
