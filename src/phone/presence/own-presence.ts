/**
 * Publishes the availability of the user (PUBLISH, RFC 3903) as PIDF (RFC 3863) with an RPID activity (RFC 4480 §3.2).
 * Subjects: own presence, published; availability published; in a call, published as presence; activity published (RPID);
 * publishPresence, effect.
 */

import { PRESENCE } from '../../sip/event/package/names.js';
import { printPresence } from '../../sip/event/package/presence-print.js';
import type { Publication } from '../../sip/event/publication.js';
import type { AccountConnection } from '../account/account-connection.js';
import type { PartOwner } from '../parts-slot.js';
import type { PhoneState } from '../state.js';
import { withEventCode } from './event-packages.js';
import { suppliedEventCode, type EventCode } from './event-slot.js';

/** The RPID activity of each choice; the note names what RPID has no activity for. */
const ACTIVITIES = { available: [], busy: ['busy'], away: ['away'] } as const;

interface Shown {
  readonly activities: readonly string[];
  readonly notes: readonly string[];
}

/** Returns what others see: do not disturb and the choice of the user before a call. */
function shownBy({ doNotDisturb, availability, calls }: PhoneState): Shown {
  if (doNotDisturb) return { activities: ['busy'], notes: ['Do not disturb'] };
  const inCall = calls.some(({ status }) => status === 'active' || status === 'resuming');
  if (availability === 'available' && inCall) return { activities: ['on-the-phone'], notes: [] };
  return { activities: ACTIVITIES[availability], notes: [] };
}

export class OwnPresence {
  readonly #owner: PartOwner;
  readonly #leave: () => void;
  #line: AccountConnection | undefined;
  #publication: Publication | undefined;
  #published: string | undefined;
  /** Cancels the publication that waits for the code. */
  #cancel: (() => void) | undefined;

  constructor(owner: PartOwner) {
    this.#owner = owner;
    const { core } = owner;
    core.on('ready', this.#use);
    core.on('configured', this.#follow);
    this.#leave = core.store.subscribe((state, before) => {
      if (state.doNotDisturb !== before.doNotDisturb || state.availability !== before.availability) this.#follow();
      else if (state.calls !== before.calls) this.#follow();
    });
    if (core.state.account.status === 'ready') this.#use(owner.line);
  }

  close(): void {
    const { core } = this.#owner;
    core.off('ready', this.#use);
    core.off('configured', this.#follow);
    this.#leave();
    this.#cancel?.();
    this.#drop();
  }

  readonly #use = (line: AccountConnection | undefined): void => {
    if (line !== this.#line) this.#drop();
    this.#line = line;
    this.#follow();
  };

  /** Publishes the present document, or removes it where the option is off. A refresh is the work of the publication. */
  readonly #follow = (): void => {
    const { core, uri } = this.#owner;
    if (!this.#line || !uri || !core.option('publishPresence')) return this.#drop();
    const code = suppliedEventCode();
    if (!code) return void (this.#cancel ??= withEventCode(() => this.#follow()));
    const { activities, notes } = shownBy(core.state);
    const entity = uri.aor;
    const tuple = {
      id: 'phone',
      basic: 'open',
      contact: entity,
      priority: undefined,
      notes: [],
      timestamp: undefined,
    } as const;
    const body = printPresence({
      entity,
      tuples: [{ ...tuple, notes: [...notes] }],
      notes: [],
      activities: [...activities],
    });
    if (body === this.#published) return;
    this.#published = body;
    this.#publication ??= this.#open(this.#line, code);
    this.#publication.publish(body, PRESENCE.contentType);
  };

  #open(line: AccountConnection, { makeAgent }: EventCode): Publication {
    const publication = line.eventAgent(makeAgent).publication(line.uri, PRESENCE.package, {});
    const show = (presence: PhoneState['presence']) => (): void => {
      if (this.#publication === publication) this.#owner.core.store.update({ presence });
    };
    publication.on('published', show('published'));
    publication.on('failed', () => show(publication.retryAt === undefined ? 'unavailable' : 'waiting')());
    this.#owner.core.store.update({ presence: 'waiting' });
    return publication;
  }

  /** Removes the published document: the last subscribers see none. */
  #drop(): void {
    this.#publication?.unpublish();
    this.#publication = undefined;
    this.#published = undefined;
    const { otherTab, state, store } = this.#owner.core;
    // In a tab without the connection the state is that of the tab that publishes.
    if (!otherTab && state.presence !== 'off') store.update({ presence: 'off' });
  }
}
