/**
 * Contacts of the application: they name calls, lamps and conversations, and are suggested while typing.
 * Subjects: contacts; contact found by number; contacts of the page while typing; number of contacts; time limit of
 * sip-contacts-query.
 */

import { defined } from '../../sip/base/defined.js';
import { reportListenerError } from '../../sip/base/emitter.js';
import type { Clock } from '../../sip/base/clock.js';
import { URI } from '../../sip/message/uri.js';
import { isAnonymous } from '../calls/caller-match.js';
import { addressOf, cleanText } from '../calls/party.js';
import type { PhoneState } from '../state.js';
import type { Store } from '../store.js';
import type { Contact, Party, Suggestion } from '../contact-state.js';
import { pictureUrl } from './safe-addresses.js';
import { rank, MOST_SUGGESTIONS } from './suggestions.js';

/** Returns suggestions of the application for a typed text. */
export type SuggestOption = (
  text: string,
  options: { signal: AbortSignal },
) => Promise<readonly PageSuggestion[]> | readonly PageSuggestion[];

export interface PageSuggestion {
  readonly target: string;
  readonly name?: string;
}

interface ContactsOwner {
  readonly clock: Clock;
  readonly suggest: SuggestOption | undefined;
  /** Returns the URI of a target; undefined where it is invalid or there is no account. */
  targetUri(target: string): URI | undefined;
  /** Returns a key that is equal for spellings of one address. */
  keyOf(uri: URI): string;
  /** The contacts have changed. */
  changed(): void;
}

/** Maximum of contacts, as each key press searches them, and time that the application has to answer, ms. */
const MOST_CONTACTS = 5000;
const QUERY_LIMIT = 3000;

export class Contacts {
  /** Contacts by the keys of their addresses. */
  #names = new Map<string, Contact>();
  #question: AbortController | undefined;

  constructor(
    private readonly store: Store<PhoneState>,
    private readonly owner: ContactsOwner,
  ) {}

  /** Replaces all contacts. Invalid ones are left out. */
  set(contacts: readonly Contact[]): void {
    const read = (Array.isArray(contacts) ? (contacts as unknown[]) : []).flatMap((value) => readContact(value) ?? []);
    this.store.update({ contacts: read.slice(0, MOST_CONTACTS) });
    this.index();
  }

  /** Indexes the contacts, also after a change of the account or the country. */
  index(): void {
    this.#names = new Map();
    for (const contact of this.store.state.contacts) {
      for (const { target } of contact.numbers) {
        const uri = this.owner.targetUri(target);
        const key = uri && this.owner.keyOf(uri);
        if (key !== undefined && !this.#names.has(key)) this.#names.set(key, contact);
      }
    }
    this.owner.changed();
  }

  /** Returns the contact of an address. */
  find(uri: URI): Contact | undefined {
    return this.#names.get(this.owner.keyOf(uri));
  }

  /**
   * Returns suggestions for a typed text, best first, at most eight: contacts, past calls, and results of the option `suggest`.
   * Never rejects. A newer text aborts the request to the application; the suggestions then lack its results.
   */
  async suggest(text: string): Promise<readonly Suggestion[]> {
    this.#question?.abort();
    const typed = cleanText(text);
    const local = this.#known();
    const page = typed === '' ? [] : await this.#ask(typed);
    return rank(typed, [...local, ...page], (target) => {
      const uri = this.owner.targetUri(target);
      return uri ? this.owner.keyOf(uri) : target;
    });
  }

  #known(): Suggestion[] {
    const { contacts, history } = this.store.state;
    return [
      ...contacts.flatMap(({ name, numbers }) =>
        numbers.map(({ target, label }) => ({ target, name, from: 'contact' as const, ...(label ? { label } : {}) })),
      ),
      ...history.flatMap(({ peer }) => {
        const target = this.#dialable(peer);
        return target === undefined ? [] : [{ target, name: peer.name, from: 'history' as const }];
      }),
    ];
  }

  /**
   * Returns what to dial for a past call: the number; for a user of another domain the full address. Undefined for a party who withholds
   * its identity, whose address reaches nobody.
   */
  #dialable({ number, uri }: Party): string | undefined {
    if (/^[+\d*#]+$/.test(number)) return number;
    const here = this.owner.targetUri(number);
    const there = URI.parse(uri);
    if (there && isAnonymous(there)) return undefined;
    return here && there && here.aor !== there.aor ? addressOf(there) : number;
  }

  /** Returns the results of the application; none where it fails, times out, or the text has changed. */
  async #ask(text: string): Promise<readonly Suggestion[]> {
    const { suggest, clock } = this.owner;
    if (!suggest) return [];
    const controller = (this.#question = new AbortController());
    const { signal } = controller;
    const timer = clock.after(QUERY_LIMIT, () => controller.abort());
    const given = new Promise<undefined>((resolve) => signal.addEventListener('abort', () => resolve(undefined)));
    try {
      return readAnswer(await Promise.race([suggest(text, { signal }), given]));
    } catch (error) {
      // An error after the abort is expected.
      if (!signal.aborted) reportListenerError(error);
      return [];
    } finally {
      timer.cancel();
    }
  }
}

function readAnswer(answer: unknown): Suggestion[] {
  if (!Array.isArray(answer)) return [];
  return answer.slice(0, 4 * MOST_SUGGESTIONS).flatMap((entry: unknown) => {
    const { target, name } = (entry ?? {}) as Partial<PageSuggestion>;
    if (typeof target !== 'string' || target.trim() === '') return [];
    return [{ target: cleanText(target, 512), name: typeof name === 'string' ? cleanText(name) : '', from: 'query' }];
  });
}

/** Validates a contact of the application: undefined where it is invalid; invalid numbers and images are left out. */
function readContact(value: unknown): Contact | undefined {
  const { id, name, numbers, picture, favourite, watch } = (value ?? {}) as Partial<Contact>;
  if (typeof id !== 'string' || typeof name !== 'string' || !Array.isArray(numbers)) return undefined;
  const read = numbers.flatMap((number: unknown) => {
    const { label, target } = (number ?? {}) as Partial<Contact['numbers'][number]>;
    if (typeof target !== 'string' || target.trim() === '') return [];
    const clean = { target: cleanText(target, 512) };
    return [typeof label === 'string' && label !== '' ? { ...clean, label: cleanText(label) } : clean];
  });
  const url = pictureUrl(picture);
  return {
    id,
    name: cleanText(name),
    numbers: read,
    ...defined({
      picture: url,
      favourite: favourite === true || undefined,
      watch: watch === true || undefined,
    }),
  };
}
