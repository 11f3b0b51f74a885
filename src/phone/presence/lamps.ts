/**
 * BLF lamps: calls and presence of watched addresses (RFC 4235, RFC 3863), and call pickup (RFC 3891).
 * Subjects: BLF lamps; pickup; busy lamp field; call pickup by code or Replaces; watched extension; pickUpCode, used.
 */

import { defined } from '../../sip/base/defined.js';
import type { Clock } from '../../sip/base/clock.js';
import type { DialogInfoDialog } from '../../sip/event/package/dialog-info.js';
import { isToken } from '../../sip/message/scanner.js';
import { URI } from '../../sip/message/uri.js';
import type { InviteOptions } from '../../sip/session/options.js';
import type { Call } from '../calls/call.js';
import type { OutgoingCalls } from '../calls/outgoing-calls.js';
import { addressOf, cleanText, numberOf } from '../calls/party.js';
import type { OtherTab } from '../phone-core.js';
import type { PhoneState } from '../state.js';
import type { Store } from '../store.js';
import { DIALOGS, PRESENCES } from './event-packages.js';
import { suppliedEventCode } from './event-slot.js';
import type { Reading } from './lamp-status.js';
import type { Lamp, Party } from '../contact-state.js';
import { EventWatcher, type Subscriber } from './event-watcher.js';

interface LampsOwner {
  readonly clock: Clock;
  /** Returns the URI of a target; undefined where it is invalid or there is no account. */
  targetUri(target: string): URI | undefined;
  /** Returns the name of a contact. */
  nameOf(uri: URI): string | undefined;
  /** Prefix of a directed call pickup, where the server has such a code. */
  readonly pickUpCode: string | undefined;
  readonly outgoingCalls: OutgoingCalls;
  /** The tab that has the connection; undefined while it is this one. */
  readonly otherTab: Pick<OtherTab, 'pickUp'> | undefined;
  /** Emits `before` for a pickup; false where a listener prevented it. */
  permits(target: string): boolean;
}

/** Without the code there is no document. */
const UNKNOWN: Reading = { status: 'unknown', name: '', ringing: undefined, peer: undefined, note: undefined };

export class Lamps {
  /** The watched targets as they were spelled, in the order of the first `watch()`. */
  readonly #watchers = new Map<string, { count: number; name: string }>();
  /** Lamps by address; by target where the target is invalid. */
  readonly #lamps = new Map<string, WatchedLamp>();
  #line: Subscriber | undefined;
  /** Lamps of the tab that has the connection; undefined while it is this one. */
  #elsewhere: readonly Lamp[] | undefined;

  constructor(
    private readonly store: Store<PhoneState>,
    private readonly owner: LampsOwner,
  ) {}

  /**
   * Watches an address. `name` is shown in place of the name that the server reports. Returns a function that ends the watch;
   * further calls of it have no effect.
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

  /** Picks up the call that rings at the target. Where there is none, or it cannot be picked up, the returned call has ended. */
  pickUp(target: string): Call {
    if (!this.owner.permits(target)) return this.owner.outgoingCalls.refused(target);
    const uri = this.owner.targetUri(target.trim());
    const elsewhere = this.owner.otherTab?.pickUp(partyAt(uri, target), target);
    if (elsewhere) return elsewhere;
    const ringing = uri && this.#lamps.get(uri.aor)?.reading.ringing;
    const plan = ringing && replacing(ringing);
    const { pickUpCode, outgoingCalls } = this.owner;
    if (plan) return outgoingCalls.dial(plan.peer, plan.uri, { replaces: plan.replaces });
    if (pickUpCode !== undefined && uri) return outgoingCalls.dialPermitted(pickUpCode + numberOf(uri));
    // Without a replaceable call there is nothing to pick up: the target must not be called by mistake.
    return outgoingCalls.unable(partyAt(uri, target), ringing ? 'unavailable' : 'already-ended');
  }

  /** Shows the state that another tab has received, which watches for this one; undefined where this tab watches itself. */
  showElsewhere(lamps: readonly Lamp[] | undefined): void {
    this.#elsewhere = lamps;
    this.#publish();
  }

  /** Takes the connection that is ready; undefined while none is. Called again when it is ready again. */
  use(line: Subscriber | undefined): void {
    const same = line === this.#line;
    this.#line = line;
    for (const lamp of this.#lamps.values()) {
      if (!same) lamp.end();
      if (line) lamp.watch(line);
    }
    this.#publish();
  }

  /** The connection is lost: all states are unknown until it is back. */
  forget(): void {
    for (const lamp of this.#lamps.values()) lamp.forget();
  }

  /** Applies changed names and targets. */
  refresh(): void {
    const before = new Map(this.#lamps);
    for (const lamp of before.values()) lamp.targets.clear();
    this.#lamps.clear();
    for (const [target, { name }] of this.#watchers) this.#light(target, name, before);
    for (const [key, lamp] of before) if (!this.#lamps.has(key)) lamp.end();
    this.#publish();
  }

  /** Returns the lamp of this target, from `before` where it exists. */
  #light(target: string, name: string, before: ReadonlyMap<string, WatchedLamp> = this.#lamps): WatchedLamp {
    const uri = this.owner.targetUri(target);
    const key = uri?.aor ?? target;
    const lamp =
      before.get(key) ?? new WatchedLamp(partyAt(uri, target), uri, this.owner, (changed) => this.#publish(changed));
    lamp.targets.set(target, name);
    this.#lamps.set(key, lamp);
    if (this.#line) lamp.watch(this.#line);
    return lamp;
  }

  /** Publishes changes: of one lamp, or of all. */
  #publish(changed?: WatchedLamp): void {
    // A lamp that is being created is published by its creator.
    if (changed && ![...this.#lamps.values()].includes(changed)) return;
    let different = false;
    for (const lamp of changed ? [changed] : this.#lamps.values()) different = lamp.update() || different;
    const lamps = [...this.#lamps.values()].map(({ lamp }) => this.#seen(lamp));
    const { lamps: before } = this.store.state;
    different ||= lamps.length !== before.length || lamps.some((lamp, index) => !isSame(lamp, before[index]));
    if (different) this.store.update({ lamps });
  }

  /** The lamp with the state that the tab with the connection has received. */
  #seen(lamp: Lamp): Lamp {
    const seen = this.#elsewhere?.find(({ uri }) => uri === lamp.uri);
    return seen ? { ...seen, name: lamp.name || seen.name, targets: lamp.targets } : lamp;
  }
}

/** The subscriptions of one address and the lamp made of them. */
class WatchedLamp {
  /** Names given by `watch()`, by the spelling of the target. */
  readonly targets = new Map<string, string>();
  readonly #party: Party;
  readonly #uri: URI | undefined;
  readonly #owner: LampsOwner;
  readonly #dialogs;
  readonly #presence;
  #lamp: Lamp;

  constructor(party: Party, uri: URI | undefined, owner: LampsOwner, changed: (lamp: WatchedLamp) => void) {
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
    return suppliedEventCode()?.readLamp(this.#dialogs.documents, this.#presence.documents) ?? UNKNOWN;
  }

  /** Subscribes where there is no subscription. */
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

  /** Updates the lamp; returns whether it has changed. */
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
      ...defined({ peer: peer && this.#introduced(peer), note }),
    };
  }

  #introduced(peer: Party): Party {
    const uri = URI.parse(peer.uri);
    const name = uri && this.#owner.nameOf(uri);
    return name === undefined ? peer : { ...peer, name };
  }
}

const isSame = (a: Lamp, b: Lamp | undefined): boolean => JSON.stringify(a) === JSON.stringify(b);

function partyAt(uri: URI | undefined, target: string): Party {
  const text = cleanText(target);
  return uri ? { name: '', number: numberOf(uri), uri: addressOf(uri) } : { name: '', number: text, uri: text };
}

/**
 * Returns the INVITE that picks up a ringing call: to its caller, replacing the early dialog that the server reported (RFC 3891
 * §3, RFC 5359 §2.10). Undefined where the report is incomplete.
 */
function replacing({
  callId,
  localTag,
  remoteTag,
  remote,
}: DialogInfoDialog): { uri: URI; peer: Party; replaces: NonNullable<InviteOptions['replaces']> } | undefined {
  const identity = URI.parse(remote?.identity ?? '');
  const target = URI.parse(remote?.target ?? '') ?? identity;
  // What is shown is the identity: a target that is another number would be a call to that number. A contact is none.
  const uri = identity && target && isOtherNumber(target, identity) ? identity : target;
  if (!uri || !/^sips?$/i.test(uri.scheme) || !callId || !localTag || !remoteTag) return undefined;
  if (!isToken(localTag) || !isToken(remoteTag) || /[\s;,]/.test(callId)) return undefined;
  const caller = identity ?? uri;
  return {
    uri,
    peer: { name: cleanText(remote?.display ?? ''), number: numberOf(caller), uri: addressOf(caller) },
    // The tags in the watched party's dialog: the remote tag is that of the caller, which the INVITE is sent to.
    replaces: { callId, localTag, remoteTag, earlyOnly: true },
  };
}

/** Whether a URI is that of a telephone number or code, and of another one than `shown`. */
function isOtherNumber({ user = '' }: URI, shown: URI): boolean {
  const digits = (text: string): string => text.replace(/[^\d*#]/g, '');
  return /^[+*#\d().-]+$/.test(user) && digits(user) !== digits(shown.user ?? '');
}
