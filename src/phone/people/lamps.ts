/** Lamps: who is there, who is called, who talks (RFC 4235, RFC 3863); and taking a call that rings elsewhere (RFC 3891). */

import type { Clock } from '../../sip/base/clock.js';
import type { DialogInfo, DialogInfoDialog } from '../../sip/event/package/dialog-info.js';
import type { Presence } from '../../sip/event/package/presence.js';
import { isToken } from '../../sip/message/scanner.js';
import { URI } from '../../sip/message/uri.js';
import type { InviteOptions } from '../../sip/session/options.js';
import type { Call } from '../call/call.js';
import type { Dialler } from '../dialling/dialler.js';
import { cleanText, numberOf } from '../dialling/party.js';
import type { PhoneState } from '../state.js';
import type { Store } from '../store.js';
import { readLamp, type Reading } from './lamp-status.js';
import { DIALOGS, PRESENCES } from './packages.js';
import type { Lamp, Party } from './people-state.js';
import { Watch, type Subscriber } from './watch.js';

export interface LampsOwner {
  readonly clock: Clock;
  /** Who is meant by what was named; undefined where that can be nobody, or there is no account. */
  targetUri(target: string): URI | undefined;
  /** The name of a contact. */
  nameOf(uri: URI): string | undefined;
  /** What is dialled before a number to take the call that rings there, where the server has such a code. */
  readonly pickUpCode: string | undefined;
  readonly dialler: Dialler;
}

/** Somebody who was asked for, by one spelling of the address. */
interface Watcher {
  count: number;
  name: string;
}

/** What is watched of one address. */
interface Watched {
  readonly uri: URI;
  readonly dialogs: Watch<DialogInfo>;
  readonly presence: Watch<Presence>;
}

export class Lamps {
  /** By target as it was named, in the order in which that was asked for. */
  readonly #watchers = new Map<string, Watcher>();
  /** By address-of-record. */
  readonly #watched = new Map<string, Watched>();
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
    this.refresh();
    let over = false;
    return () => {
      if (over) return;
      over = true;
      watcher.count--;
      if (watcher.count > 0) return;
      this.#watchers.delete(key);
      this.refresh();
    };
  }

  /** Takes the call that rings there. Where none does, or it cannot be taken, the end of the new call says so. */
  pickUp(target: string): Call {
    const uri = this.owner.targetUri(target.trim());
    const watched = uri && this.#watched.get(uri.aor);
    const ringing = watched && readingOf(watched).ringing;
    const plan = ringing && replacing(ringing);
    const { pickUpCode } = this.owner;
    if (!plan && pickUpCode !== undefined && uri) return this.owner.dialler.call(pickUpCode + numberOf(uri));
    // Without a call that can be replaced there is nothing to take: nobody is called by mistake.
    if (!plan) return this.owner.dialler.unable(partyAt(uri, target), ringing ? 'unavailable' : 'already-ended');
    return this.owner.dialler.dial(plan.peer, plan.uri, { replaces: plan.replaces });
  }

  /** The line that is up; undefined while none is. */
  use(line: Subscriber | undefined): void {
    if (line === this.#line) {
      for (const { uri, dialogs, presence } of this.#watched.values()) {
        if (!line) continue;
        dialogs.retry(line, uri);
        presence.retry(line, uri);
      }
      return;
    }
    this.#line = line;
    for (const watched of this.#watched.values()) end(watched);
    this.#watched.clear();
    this.refresh();
  }

  /** The connection is gone: nothing is known any more until it is back. */
  forget(): void {
    for (const { dialogs, presence } of this.#watched.values()) {
      dialogs.forget();
      presence.forget();
    }
  }

  /** Watches whom it shall, and nobody else; names may be others now. */
  refresh(): void {
    const wanted = new Map<string, URI>();
    for (const target of this.#watchers.keys()) {
      const uri = this.owner.targetUri(target);
      if (uri) wanted.set(uri.aor, uri);
    }
    for (const [aor, watched] of this.#watched) {
      if (wanted.has(aor)) continue;
      this.#watched.delete(aor);
      end(watched);
    }
    for (const [aor, uri] of wanted) if (!this.#watched.has(aor)) this.#begin(aor, uri);
    this.#publish();
  }

  #begin(aor: string, uri: URI): void {
    if (!this.#line) return;
    const { clock } = this.owner;
    const publish = (): void => this.#publish();
    const watched: Watched = {
      uri,
      dialogs: new Watch(DIALOGS, clock, publish),
      presence: new Watch(PRESENCES, clock, publish),
    };
    this.#watched.set(aor, watched);
    watched.dialogs.begin(this.#line, uri);
    watched.presence.begin(this.#line, uri);
  }

  #publish(): void {
    const lamps = new Map<string, Lamp>();
    for (const [target, { name }] of this.#watchers) {
      const uri = this.owner.targetUri(target);
      const key = uri?.aor ?? target;
      const known = lamps.get(key);
      lamps.set(key, {
        ...(known ?? this.#lamp(target, uri)),
        ...(name && !known?.name ? { name } : {}),
        targets: [...(known?.targets ?? []), target],
      });
    }
    const next = [...lamps.values()];
    if (JSON.stringify(next) !== JSON.stringify(this.store.state.lamps)) this.store.update({ lamps: next });
  }

  #lamp(target: string, uri: URI | undefined): Lamp {
    const party = partyAt(uri, target);
    const watched = uri && this.#watched.get(uri.aor);
    const name = uri && this.owner.nameOf(uri);
    const lamp = { ...party, name: name ?? '', targets: [], canPickUp: false };
    if (!watched) return { ...lamp, status: uri || !this.#line ? 'unknown' : 'unavailable' };
    const { dialogs, presence } = watched;
    const refused = dialogs.status === 'unavailable' && presence.status === 'unavailable';
    if (refused) return { ...lamp, status: 'unavailable' };
    const { status, ringing, peer, note, name: told } = readingOf(watched);
    return {
      ...lamp,
      name: lamp.name || told,
      status,
      canPickUp: ringing !== undefined && (replacing(ringing) !== undefined || this.owner.pickUpCode !== undefined),
      ...(peer ? { peer } : {}),
      ...(note === undefined ? {} : { note }),
    };
  }
}

function readingOf({ dialogs, presence }: Watched): Reading {
  return readLamp(dialogs.documents, presence.documents);
}

function end({ dialogs, presence }: Watched): void {
  dialogs.end();
  presence.end();
}

function partyAt(uri: URI | undefined, target: string): Party {
  const text = cleanText(target);
  return uri
    ? { name: '', number: numberOf(uri), uri: cleanText(uri.aor, 512) }
    : { name: '', number: text, uri: text };
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
    peer: { name: cleanText(remote?.display ?? ''), number: numberOf(caller), uri: cleanText(caller.toString(), 512) },
    // As who is called sees it: his own tag is the one of who calls.
    replaces: { callId, localTag, remoteTag, earlyOnly: true },
  };
}
