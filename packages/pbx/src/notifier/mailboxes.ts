/** How many voice messages wait for whom (RFC 3842). There are no recordings behind the numbers. */

import { Emitter } from '../../../../src/sip/base/emitter.js';

export interface Mailbox {
  readonly new: number;
  readonly old: number;
}

export interface MailboxEvents {
  changed: [username: string];
}

/** The extension that has messages heard. */
export const MAILBOX = 'mailbox';

export class Mailboxes extends Emitter<MailboxEvents> {
  readonly #boxes = new Map<string, Mailbox>();

  of(username: string): Mailbox {
    return this.#boxes.get(username) ?? { new: 0, old: 0 };
  }

  set(username: string, mailbox: Partial<Mailbox>): void {
    this.#boxes.set(username, { ...this.of(username), ...mailbox });
    this.emit('changed', username);
  }

  /** One more message that nobody has heard. */
  leave(username: string): void {
    this.set(username, { new: this.of(username).new + 1 });
  }

  /** All messages have been heard. */
  listen(username: string): void {
    const { new: fresh, old } = this.of(username);
    this.set(username, { new: 0, old: old + fresh });
  }
}
