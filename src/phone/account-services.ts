/** Services on the account's connection besides calls: BLF lamps, mailbox, messages, contacts. */

import type { Clock } from '../sip/base/clock.js';
import type { URI } from '../sip/message/uri.js';
import type { Account } from './account/account.js';
import type { AccountConnection } from './account/account-connection.js';
import type { Call } from './calls/call.js';
import type { PhoneConfiguration } from './configuration.js';
import type { OutgoingCalls } from './calls/outgoing-calls.js';
import type { Veto } from './policy/before.js';
import { optionOf, optionReader, storageOf } from './settings.js';
import type { PhoneState } from './state.js';
import type { Store } from './store.js';
import { Contacts } from './contacts/contacts.js';
import { Lamps } from './presence/lamps.js';
import { Messages } from './messaging/messages.js';
import type { ChatMessage, Party } from './contact-state.js';
import { VoicemailLamp } from './messaging/voicemail.js';

export interface AccountServicesOwner {
  readonly clock: Clock;
  readonly account: Account;
  readonly outgoingCalls: OutgoingCalls;
  configuration(): PhoneConfiguration;
  /** The contacts have changed: names of current calls may differ. */
  renamed(): void;
  readonly veto: Veto<Call>;
  /** A message was received. */
  received(peer: Party, message: ChatMessage): void;
}

export class AccountServices {
  readonly lamps: Lamps;
  readonly messages: Messages;
  readonly contacts: Contacts;
  readonly #voicemail: VoicemailLamp;
  readonly #store: Store<PhoneState>;
  readonly #owner: AccountServicesOwner;
  #account: string | undefined;
  #given: PhoneConfiguration['contacts'];
  /** Subscriptions of contacts with `watch`, by target: functions that end them. */
  readonly #watched = new Map<string, () => void>();

  constructor(store: Store<PhoneState>, owner: AccountServicesOwner) {
    this.#store = store;
    this.#owner = owner;
    const { clock, outgoingCalls, account } = owner;
    const targetUri = (target: string): URI | undefined => outgoingCalls.targetUri(target);
    const nameOf = (uri: URI): string | undefined => this.contacts.find(uri)?.name;
    const option = optionReader(() => owner.configuration());
    this.#voicemail = new VoicemailLamp(store, {
      clock,
      get voicemail() {
        return option('voicemail');
      },
      get registers() {
        return !option('noRegister');
      },
    });
    this.lamps = new Lamps(store, {
      clock,
      targetUri,
      nameOf,
      get pickUpCode() {
        // An empty code would call the watched party.
        return option('pickUpCode')?.trim() || undefined;
      },
      outgoingCalls,
      permits: (target) => owner.veto.permits({ action: 'pick-up', target, origin: 'local' }),
    });
    this.messages = new Messages(store, {
      clock,
      targetUri,
      nameOf,
      settledLine: () => account.settledLine(),
      received: (...args) => owner.received(...args),
      check: (target, text) => owner.veto.check({ action: 'message', target, text, origin: 'local' }),
    });
    this.contacts = new Contacts(store, {
      clock,
      targetUri,
      keyOf: (uri) => outgoingCalls.keyOf(uri),
      get suggest() {
        return option('suggest');
      },
      changed: () => this.#renamed(),
    });
  }

  /** Takes the account and the options. */
  configure(): void {
    const configuration = this.#owner.configuration();
    const account = this.#owner.account.uri?.aor;
    this.messages.use(account, storageOf(configuration));
    const moved = account !== this.#account;
    this.#account = account;
    const given = optionOf(configuration, 'contacts');
    if (given !== this.#given) {
      this.#given = given;
      this.contacts.set(this.#given ?? []);
    } else if (moved) this.contacts.index();
    this.#voicemail.refresh();
    this.lamps.refresh();
  }

  /** Numbers are read differently: indexes the contacts again. */
  renumber(): void {
    this.contacts.index();
  }

  /** Routes the requests of a new connection. */
  attach(line: AccountConnection): void {
    line.on('message', (context) => this.messages.receive(context));
    line.on('notify', (context) => this.#voicemail.receive(context));
  }

  /** Takes the connection that is ready; undefined while none is. Called again when it is ready again. */
  use(line: AccountConnection | undefined): void {
    this.#voicemail.use(line, this.#owner.account.uri);
    this.lamps.use(line);
  }

  /** The connection is lost or the account was refused: lamps are unknown. */
  interrupted(): void {
    this.lamps.forget();
  }

  /** Calls the mailbox. Where its number is unknown, the call ends with `unavailable`. */
  callVoicemail(): Call {
    const { account } = this.#store.state.voicemail;
    if (account !== undefined) return this.#owner.outgoingCalls.call(account);
    return this.#owner.outgoingCalls.unable({ name: '', number: '', uri: '' }, 'unavailable');
  }

  /** Updates lamps and names after a change of the contacts. */
  #renamed(): void {
    const wanted = new Map(
      this.#store.state.contacts
        .filter(({ watch, numbers }) => watch === true && numbers.length > 0)
        .map(({ numbers, name }) => [numbers[0]!.target, name]),
    );
    for (const [target, stop] of this.#watched) {
      if (wanted.has(target)) continue;
      this.#watched.delete(target);
      stop();
    }
    for (const target of wanted.keys()) {
      if (!this.#watched.has(target)) this.#watched.set(target, this.lamps.watch(target));
    }
    this.lamps.refresh();
    this.messages.refresh();
    this.#owner.renamed();
  }
}
