/**
 * Tells that the user is writing a message, and reads the same of others: isComposing documents (RFC 3994).
 * Subjects: "is writing"; isComposing, RFC 3994; idle after 15 s; "is writing", repetition.
 */

import type { Timer } from '../../sip/base/clock.js';
import { parseXml, textOf } from '../../sip/event/xml.js';
import type { URI } from '../../sip/message/uri.js';
import type { Composing, ComposingOwner } from './late-composing.js';

const NAMESPACE = 'urn:ietf:params:xml:ns:im-iscomposing';
/** Time without a change after which the user is idle, ms (§3.2). */
const IDLE_AFTER = 15_000;
/** How often `active` is repeated, s; 60 is the least that a receiver may expect (§3.2, §3.3). */
const REFRESH = 90;
/** Time that `active` holds without another one, where it names none, s (§3.3), and at most. */
const EXPIRES = 120;
const LONGEST = 600;
/** Responses of a party that cannot be reached now, of which the next notice may be taken (RFC 3261 §21). */
const FOR_NOW: ReadonlySet<number> = new Set([408, 480, 486, 500, 503, 504]);
/** The most parties that are shown as writing at once. */
const MOST = 50;

function documentOf(state: 'active' | 'idle'): string {
  const refresh = state === 'active' ? `<refresh>${REFRESH}</refresh>` : '';
  return `<?xml version="1.0" encoding="UTF-8"?>\n<isComposing xmlns="${NAMESPACE}"><state>${state}</state><contenttype>text/plain</contenttype>${refresh}</isComposing>`;
}

/** What the user writes to one party. */
interface Writing {
  readonly target: URI;
  idle: Timer;
  repeatAt: number;
}

class Notices implements Composing {
  readonly #owner: ComposingOwner;
  readonly #writing = new Map<string, Writing>();
  /** Parties that have refused a notice: they get no other one. */
  readonly #refused = new Set<string>();
  readonly #others = new Map<string, Timer>();

  constructor(owner: ComposingOwner) {
    this.#owner = owner;
  }

  typed(target: URI): void {
    const { clock } = this.#owner;
    const key = target.aor;
    const known = this.#writing.get(key);
    known?.idle.cancel();
    const idle = clock.after(IDLE_AFTER, () => {
      this.#writing.delete(key);
      void this.#send(target, 'idle');
    });
    const isDue = !known || clock.elapsed() >= known.repeatAt;
    const repeatAt = isDue ? clock.elapsed() + 1000 * REFRESH : known.repeatAt;
    this.#writing.set(key, { target, idle, repeatAt });
    if (isDue) void this.#send(target, 'active');
  }

  sent(target: URI): void {
    this.#writing.get(target.aor)?.idle.cancel();
    this.#writing.delete(target.aor);
  }

  take(address: string, body: string): void {
    const root = parseXml(body);
    if (root?.name !== 'isComposing' || root.namespace !== NAMESPACE) return;
    const state = textOf(root, 'state');
    // An unknown state counts as idle (§3.3).
    if (state !== 'active') return this.received(address);
    const refresh = Number(textOf(root, 'refresh') ?? EXPIRES);
    const seconds = Number.isFinite(refresh) ? Math.min(Math.max(refresh, 1), LONGEST) : EXPIRES;
    if (!this.#others.has(address) && this.#others.size >= MOST) return;
    this.#others.get(address)?.cancel();
    this.#others.set(
      address,
      this.#owner.clock.after(1000 * seconds, () => this.received(address)),
    );
    this.#show();
  }

  received(address: string): void {
    this.#others.get(address)?.cancel();
    if (this.#others.delete(address)) this.#show();
  }

  close(): void {
    for (const { idle } of this.#writing.values()) idle.cancel();
    for (const timer of this.#others.values()) timer.cancel();
    this.#writing.clear();
    this.#others.clear();
    this.#show();
  }

  #show(): void {
    this.#owner.show([...this.#others.keys()]);
  }

  async #send(target: URI, state: 'active' | 'idle'): Promise<void> {
    if (this.#refused.has(target.aor)) return;
    const statusCode = await this.#owner.send(target, documentOf(state));
    if (statusCode !== undefined && statusCode >= 300 && !FOR_NOW.has(statusCode)) this.#refused.add(target.aor);
  }
}

export const makeComposing = (owner: ComposingOwner): Composing => new Notices(owner);
