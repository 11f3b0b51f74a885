/**
 * The number of voice messages of each account (RFC 3842). No recordings are stored.
 * Subjects: voicemail count of the pocket PBX.
 */

import { Emitter } from '../../../../src/sip/base/emitter.js';

export interface Mailbox {
  readonly new: number;
  readonly old: number;
}

export interface MailboxEvents {
  changed: [username: string];
}

/** The extension that marks messages as heard. */
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

  /** Adds one new message. */
  leave(username: string): void {
    this.set(username, { new: this.of(username).new + 1 });
  }

  /** All messages have been heard. */
  listen(username: string): void {
    const { new: fresh, old } = this.of(username);
    this.set(username, { new: 0, old: old + fresh });
  }
}
