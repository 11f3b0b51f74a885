/**
 * Services on the account's connection besides calls: BLF lamps, mailbox, messages, contacts.
 * Subjects: echo test call; voicemail call; services of the account besides calls; echoUri, used.
 */

import type { URI } from '../sip/message/uri.js';
import type { Account } from './account/account.js';
import type { Call } from './calls/call.js';
import type { PhoneConfiguration } from './configuration.js';
import type { OutgoingCalls } from './calls/outgoing-calls.js';
import { storageOf } from './settings.js';
import { Contacts } from './contacts/contacts.js';
import { Lamps } from './presence/lamps.js';
import { Messages } from './messaging/messages.js';
import type { Targets } from './calls/targets.js';
import type { PhoneCore } from './phone-core.js';
import { VoicemailLamp } from './messaging/voicemail.js';

interface AccountServicesParts {
  readonly account: Account;
  readonly outgoingCalls: OutgoingCalls;
  readonly targets: Targets;
}

export class AccountServices {
  readonly lamps: Lamps;
  readonly messages: Messages;
  readonly contacts: Contacts;
  readonly #voicemail: VoicemailLamp;
  readonly #core: PhoneCore;
  readonly #parts: AccountServicesParts;
  #account: string | undefined;
  #given: PhoneConfiguration['contacts'];
  /** Subscriptions of contacts with `watch`, by target: functions that end them. */
  readonly #watched = new Map<string, () => void>();

  constructor(core: PhoneCore, parts: AccountServicesParts) {
    this.#core = core;
    this.#parts = parts;
    const nameOf: NameOf = (uri) => this.contacts.find(uri)?.name;
    this.#voicemail = voicemailOf(core);
    this.lamps = lampsOf(core, parts, nameOf);
    this.messages = messagesOf(core, parts, nameOf);
    this.contacts = contactsOf(core, parts, () => this.#renamed());
    this.#listen(core, parts.account);
  }

  #listen(core: PhoneCore, account: Account): void {
    core.on('account', (aor) => this.#use(aor));
    core.on('renumbered', () => this.contacts.index());
    core.on('opened', (line) => {
      line.on('message', (context) => this.messages.receive(context));
      line.on('notify', (context) => this.#voicemail.receive(context));
    });
    core.on('ready', (line) => {
      this.#voicemail.use(line, account.uri);
      this.lamps.use(line);
    });
    core.on('interrupted', () => this.lamps.forget());
    core.on('messageInCall', (...args) => this.messages.take(...args));
  }

  /** Takes the account and the options. */
  #use(account: string | undefined): void {
    const { configuration } = this.#core;
    this.messages.use(account, storageOf(configuration));
    const moved = account !== this.#account;
    this.#account = account;
    const given = this.#core.option('contacts');
    if (given !== this.#given) {
      this.#given = given;
      this.contacts.set(this.#given ?? []);
    } else if (moved) this.contacts.index();
    // Another tab that has the connection has the mailbox too.
    if (!this.#core.otherTab) this.#voicemail.refresh();
    this.lamps.refresh();
  }

  /** Calls the mailbox. Where its number is unknown, the call ends with `unavailable`. */
  callVoicemail(): Call {
    const { account } = this.#core.state.voicemail;
    if (account !== undefined) return this.#parts.outgoingCalls.call(account, { anonymous: false });
    return this.#parts.outgoingCalls.unable({ name: '', number: '', uri: '' }, 'unavailable');
  }

  /** Calls the echo service. Without one, the call ends with `unavailable`. */
  callEcho(): Call {
    const echo = this.#core.option('echoUri')?.trim();
    if (echo) return this.#parts.outgoingCalls.call(echo, { anonymous: false });
    return this.#parts.outgoingCalls.unable({ name: '', number: '', uri: '' }, 'unavailable');
  }

  /** Updates lamps and names after a change of the contacts. */
  #renamed(): void {
    const wanted = new Map(
      this.#core.state.contacts
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
    this.#core.emit('renamed');
  }
}

/** Returns the name of the contact with this address. */
type NameOf = (uri: URI) => string | undefined;

function voicemailOf({ clock, store, option }: PhoneCore): VoicemailLamp {
  return new VoicemailLamp(store, {
    clock,
    get voicemail() {
      return option('voicemail');
    },
    get registers() {
      return !option('noRegister');
    },
  });
}

function lampsOf(core: PhoneCore, { outgoingCalls, targets }: AccountServicesParts, nameOf: NameOf): Lamps {
  return new Lamps(core.store, {
    clock: core.clock,
    targetUri: (target) => targets.uriOf(target),
    nameOf,
    get pickUpCode() {
      // An empty code would call the watched party.
      return core.option('pickUpCode')?.trim() || undefined;
    },
    outgoingCalls,
    get otherTab() {
      return core.otherTab;
    },
    permits: (target) => core.veto.permits({ action: 'pick-up', target, origin: 'local' }),
  });
}

function messagesOf(core: PhoneCore, { account, targets }: AccountServicesParts, nameOf: NameOf): Messages {
  return new Messages(core.store, {
    clock: core.clock,
    targetUri: (target) => targets.uriOf(target),
    nameOf,
    settledLine: () => account.settledLine(),
    received: (...args) => core.tell('message', ...args),
    isShared: () => core.option('browserTabs') === 'shared',
    get otherTab() {
      return core.otherTab;
    },
    get composing() {
      return core.option('composing');
    },
    check: (target, text) => core.veto.check({ action: 'message', target, text, origin: 'local' }),
  });
}

function contactsOf(
  { clock, store, option }: PhoneCore,
  { targets }: AccountServicesParts,
  changed: () => void,
): Contacts {
  return new Contacts(store, {
    clock,
    targetUri: (target) => targets.uriOf(target),
    keyOf: (uri) => targets.keyOf(uri),
    get suggest() {
      return option('suggest');
    },
    changed,
  });
}
