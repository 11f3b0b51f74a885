/**
 * The presence that accounts publish (RFC 3903 §6): the newest document of each counts.
 * Subjects: published presence at the pocket PBX.
 */

import type { Clock, Timer } from '../../../../src/sip/base/clock.js';
import { Emitter } from '../../../../src/sip/base/emitter.js';
import { newTag } from '../../../../src/sip/base/ids.js';
import { parsePresence, PRESENCE, type Presence } from '../../../../src/sip/event/package/presence.js';
import type { IncomingRequest } from '../../../../src/sip/message/request.js';

export interface PublishedEvents {
  changed: [username: string];
}

/** The response to a PUBLISH. */
interface Verdict {
  readonly statusCode: number;
  readonly extraHeaders: string[];
}

interface Entry {
  readonly username: string;
  readonly presence: Presence;
  readonly timer: Timer;
}

/** Seconds. */
const EXPIRES = { default: 3600, max: 7200 };
/** Documents of one account: one for each device. */
const MOST = 10;

const verdict = (statusCode: number, ...extraHeaders: string[]): Verdict => ({ statusCode, extraHeaders });

export class Published extends Emitter<PublishedEvents> {
  /** By entity-tag, oldest first. */
  readonly #entries = new Map<string, Entry>();

  constructor(private readonly clock: Clock) {
    super();
  }

  /** The newest document of an account. */
  of(username: string): Presence | undefined {
    return this.#of(username).at(-1)?.[1].presence;
  }

  close(): void {
    for (const { timer } of this.#entries.values()) timer.cancel();
    this.#entries.clear();
  }

  /** Takes a PUBLISH of the account itself. */
  take(username: string, request: IncomingRequest): Verdict {
    const match = request.headers.get('SIP-If-Match');
    const before = match === undefined ? undefined : this.#entries.get(match);
    if (match !== undefined && before?.username !== username) return verdict(412);
    const seconds = Math.min(request.expires ?? EXPIRES.default, EXPIRES.max);
    const presence = request.body === '' ? before?.presence : this.#read(request);
    if (presence === 'unsupported') return verdict(415, `Accept: ${PRESENCE.contentType}`);
    if (presence === undefined) return verdict(400);
    if (match !== undefined) this.#drop(match);
    while (this.#of(username).length >= MOST) this.#drop(this.#of(username)[0]![0]);
    const tag = newTag();
    if (seconds > 0) {
      const timer = this.clock.after(seconds * 1000, () => {
        this.#drop(tag);
        this.emit('changed', username);
      });
      this.#entries.set(tag, { username, presence, timer });
    }
    if (presence !== before?.presence || seconds === 0) this.emit('changed', username);
    return verdict(200, `SIP-ETag: ${tag}`, `Expires: ${seconds}`);
  }

  #of(username: string): [tag: string, entry: Entry][] {
    return [...this.#entries].filter(([, entry]) => entry.username === username);
  }

  #drop(tag: string): void {
    this.#entries.get(tag)?.timer.cancel();
    this.#entries.delete(tag);
  }

  #read(request: IncomingRequest): Presence | 'unsupported' | undefined {
    return request.contentType === PRESENCE.contentType ? parsePresence(request.body) : 'unsupported';
  }
}
