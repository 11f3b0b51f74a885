/** Lamps: who is there, who is called, who talks (RFC 4235, RFC 3863); and taking a call that rings elsewhere (RFC 3891). */

import type { Clock } from '../../sip/base/clock.js';
import type { DialogInfoDialog } from '../../sip/event/package/dialog-info.js';
import { isToken } from '../../sip/message/scanner.js';
import { URI } from '../../sip/message/uri.js';
import type { InviteOptions } from '../../sip/session/options.js';
import type { Call } from '../calls/call.js';
import type { OutgoingCalls } from '../calls/outgoing-calls.js';
import { addressOf, cleanText, numberOf } from '../calls/party.js';
import type { PhoneState } from '../state.js';
import type { Store } from '../store.js';
import { readLamp, type Reading } from './lamp-status.js';
import { DIALOGS, PRESENCES } from './event-packages.js';
import type { Lamp, Party } from '../contact-state.js';
import { EventWatcher, type Subscriber } from './event-watcher.js';

export interface LampsOwner {
  readonly clock: Clock;
  /** Who is meant by what was named; undefined where that can be nobody, or there is no account. */
  targetUri(target: string): URI | undefined;
  /** The name of a contact. */
  nameOf(uri: URI): string | undefined;
  /** What is dialled before a number to take the call that rings there, where the server has such a code. */
  readonly pickUpCode: string | undefined;
  readonly outgoingCalls: OutgoingCalls;
  /** Passes a pick-up by the listeners of `before`: false where one of them stopped it. */
  permits(target: string): boolean;
}

export class Lamps {
  /** Those who watch, by the target as it was named, in the order in which that was asked for. */
  readonly #watchers = new Map<string, { count: number; name: string }>();
  /** By address; by the target where that can be nobody. */
  readonly #bulbs = new Map<string, Bulb>();
  #line: Subscriber | undefined;

  constructor(
    private readonly store: Store<PhoneState>,
    private readonly owner: LampsOwner,
  ) {}

  /**
   * Lights a lamp for this address, as long as somebody watches. `name` is shown where the page knows a better one than
   * the server. The function that is returned ends that; twice does no harm.
   */
  watch(target: string, name = ''): () => void {
    const key = target.trim();
    const watcher = this.#watchers.get(key) ?? { count: 0, name: '' };
    watcher.count++;
    watcher.name ||= cleanText(name);
    this.#watchers.set(key, watcher);
    this.#publish(this.#light(key, watcher.name));
    let over = false;
    return () => {
      if (over) return;
      over = true;
      if (--watcher.count > 0) return;
      this.#watchers.delete(key);
      this.refresh();
    };
  }

  /** Takes the call that rings there. Where none does, or it cannot be taken, the end of the new call says so. */
  pickUp(target: string): Call {
    if (!this.owner.permits(target)) return this.owner.outgoingCalls.refused(target);
    const uri = this.owner.targetUri(target.trim());
    const ringing = uri && this.#bulbs.get(uri.aor)?.reading.ringing;
    const plan = ringing && replacing(ringing);
    const { pickUpCode, outgoingCalls } = this.owner;
    if (plan) return outgoingCalls.dial(plan.peer, plan.uri, { replaces: plan.replaces });
    if (pickUpCode !== undefined && uri) return outgoingCalls.dialPermitted(pickUpCode + numberOf(uri));
    // Without a call that can be replaced there is nothing to take: nobody is called by mistake.
    return outgoingCalls.unable(partyAt(uri, target), ringing ? 'unavailable' : 'already-ended');
  }

  /** The line that is up; undefined while none is. Comes again when it is there again. */
  use(line: Subscriber | undefined): void {
    const same = line === this.#line;
    this.#line = line;
    for (const bulb of this.#bulbs.values()) {
      if (!same) bulb.end();
      if (line) bulb.watch(line);
    }
    this.#publish();
  }

  /** The connection is gone: nothing is known any more until it is back. */
  forget(): void {
    for (const bulb of this.#bulbs.values()) bulb.forget();
  }

  /** Names, and what targets mean, may be others now. */
  refresh(): void {
    const before = new Map(this.#bulbs);
    for (const bulb of before.values()) bulb.targets.clear();
    this.#bulbs.clear();
    for (const [target, { name }] of this.#watchers) this.#light(target, name, before);
    for (const [key, bulb] of before) if (!this.#bulbs.has(key)) bulb.end();
    this.#publish();
  }

  /** The lamp of this target, one of `before` where it is there. */
  #light(target: string, name: string, before: ReadonlyMap<string, Bulb> = this.#bulbs): Bulb {
    const uri = this.owner.targetUri(target);
    const key = uri?.aor ?? target;
    const bulb =
      before.get(key) ?? new Bulb(partyAt(uri, target), uri, this.owner, (changed) => this.#publish(changed));
    bulb.targets.set(target, name);
    this.#bulbs.set(key, bulb);
    if (this.#line) bulb.watch(this.#line);
    return bulb;
  }

  /** Shows what has changed: of one lamp, or of any. */
  #publish(changed?: Bulb): void {
    // A lamp that is being made is shown when it is.
    if (changed && ![...this.#bulbs.values()].includes(changed)) return;
    let different = false;
    for (const bulb of changed ? [changed] : this.#bulbs.values()) different = bulb.update() || different;
    const lamps = [...this.#bulbs.values()].map(({ lamp }) => lamp);
    if (different || lamps.length !== this.store.state.lamps.length) this.store.update({ lamps });
  }
}

/** What is watched of one address, and how it is shown. */
class Bulb {
  /** The names that those who watch have given, by how they have named the address. */
  readonly targets = new Map<string, string>();
  readonly #party: Party;
  readonly #uri: URI | undefined;
  readonly #owner: LampsOwner;
  readonly #dialogs;
  readonly #presence;
  #lamp: Lamp;

  constructor(party: Party, uri: URI | undefined, owner: LampsOwner, changed: (bulb: Bulb) => void) {
    this.#party = party;
    this.#uri = uri;
    this.#owner = owner;
    this.#dialogs = new EventWatcher(DIALOGS, owner.clock, () => changed(this));
    this.#presence = new EventWatcher(PRESENCES, owner.clock, () => changed(this));
    this.#lamp = this.#read();
  }

  get lamp(): Lamp {
    return this.#lamp;
  }

  get reading(): Reading {
    return readLamp(this.#dialogs.documents, this.#presence.documents);
  }

  /** Asks the server, unless it has been asked and has not refused. */
  watch(line: Subscriber): void {
    if (!this.#uri) return;
    this.#dialogs.retry(line, this.#uri);
    this.#presence.retry(line, this.#uri);
  }

  forget(): void {
    this.#dialogs.forget();
    this.#presence.forget();
  }

  end(): void {
    this.#dialogs.end();
    this.#presence.end();
  }

  /** Whether it looks different now. */
  update(): boolean {
    const next = this.#read();
    if (JSON.stringify(next) === JSON.stringify(this.#lamp)) return false;
    this.#lamp = next;
    return true;
  }

  #read(): Lamp {
    const named = [...this.targets.values()].find((name) => name !== '');
    const known = this.#uri && this.#owner.nameOf(this.#uri);
    const lamp = { ...this.#party, name: named ?? known ?? '', targets: [...this.targets.keys()], canPickUp: false };
    const refused = this.#dialogs.status === 'unavailable' && this.#presence.status === 'unavailable';
    if (!this.#uri || refused) return { ...lamp, status: 'unavailable' };
    const { status, ringing, peer, note, name } = this.reading;
    return {
      ...lamp,
      name: lamp.name || name,
      status,
      canPickUp: ringing !== undefined && (replacing(ringing) !== undefined || this.#owner.pickUpCode !== undefined),
      ...(peer ? { peer: this.#introduced(peer) } : {}),
      ...(note === undefined ? {} : { note }),
    };
  }

  #introduced(peer: Party): Party {
    const uri = URI.parse(peer.uri);
    const name = uri && this.#owner.nameOf(uri);
    return name === undefined ? peer : { ...peer, name };
  }
}

function partyAt(uri: URI | undefined, target: string): Party {
  const text = cleanText(target);
  return uri ? { name: '', number: numberOf(uri), uri: addressOf(uri) } : { name: '', number: text, uri: text };
}

/**
 * The INVITE that takes over a call which rings: to who calls, in place of the early dialog that the server has named
 * (RFC 3891 §3, RFC 5359 §2.10). Undefined where it has not named it in full.
 */
function replacing({
  callId,
  localTag,
  remoteTag,
  remote,
}: DialogInfoDialog): { uri: URI; peer: Party; replaces: NonNullable<InviteOptions['replaces']> } | undefined {
  const uri = URI.parse(remote?.target ?? remote?.identity ?? '');
  if (!uri || !/^sips?$/i.test(uri.scheme) || !callId || !localTag || !remoteTag) return undefined;
  if (!isToken(localTag) || !isToken(remoteTag) || /[\s;,]/.test(callId)) return undefined;
  const caller = URI.parse(remote?.identity ?? '') ?? uri;
  return {
    uri,
    peer: { name: cleanText(remote?.display ?? ''), number: numberOf(caller), uri: addressOf(caller) },
    // As who is called sees it: his own tag is the one of who calls.
    replaces: { callId, localTag, remoteTag, earlyOnly: true },
  };
}
