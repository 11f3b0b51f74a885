/**
 * Converts the attributes and properties of a provider into the configuration of its phone.
 * Subjects: properties to options; changed attribute; secret properties.
 */

import type { PhoneConfiguration } from '../../phone/configuration.js';
import { credentialsAnswer, documentAt, isAnswered } from './credentials.js';
import { ELEMENT_OPTIONS, type ElementOptions } from './option-properties.js';
import type { Localizer } from '../shared/text/localize.js';
import { callerLookup, contactsQuery } from './page-queries.js';

/** The properties that are read; a removed attribute, or a framework, can leave null in any of them. */
interface OptionsSource extends EventTarget, ElementOptions {
  readonly noSounds: boolean;
  readonly noHistory: boolean;
  readonly noNotifications: boolean;
  readonly credentialsSrc: string | undefined | null;
}

export class ProviderOptions {
  /** The functions of the phone stay the same ones for another element: a change of them would be another account. */
  readonly #answer = credentialsAnswer(() => this.source);
  readonly #lookUp = callerLookup(() => this.source);
  readonly #query = contactsQuery(() => this.source);
  #isSettled = false;
  #kept: ReadonlyMap<string, unknown> = new Map();
  #document: { readonly src: string; readonly source: NonNullable<PhoneConfiguration['accountSource']> } | undefined;

  constructor(
    private source: OptionsSource,
    private words: Localizer,
  ) {}

  /** Reads the options of another element, which continues with the phone. */
  use(source: OptionsSource, words: Localizer): void {
    this.source = source;
    this.words = words;
  }

  /** Ends the wait for credentials that the page may still set: without any the phone connects then, as the server may need none. */
  settle(): void {
    this.#isSettled = true;
  }

  /** Whether the phone waits for credentials that the page may still set: there is an account, and none are known. */
  get awaitsPage(): boolean {
    const { server, uri, credentials, password, credentialsSrc } = this.source;
    const areKnown =
      credentials != null || password != null || Boolean(credentialsSrc?.trim()) || isAnswered(this.source);
    return !this.#isSettled && !areKnown && (server != null || uri != null);
  }

  /** Returns the options of a new phone, without those that are absent, and keeps them for `changes()`. */
  all(): Partial<PhoneConfiguration> {
    this.#kept = new Map(Object.entries(this.of(() => true)));
    const options = Object.fromEntries([...this.#kept].filter(([, value]) => value !== undefined));
    return { ...options, lookUp: this.#lookUp, ringWords: this.#ringWords() };
  }

  /** Returns the options whose properties `asked` accepts; undefined restores a default. */
  of(asked: (name: PropertyKey) => boolean): Partial<PhoneConfiguration> {
    const { source } = this;
    const options: Partial<Record<keyof PhoneConfiguration, unknown>> = {};
    for (const name of NAMES) if (asked(name)) options[name] = readProperty(source[name], name);
    if (asked('noSounds')) options.sounds = !source.noSounds;
    if (asked('noNotifications')) options.notifications = !source.noNotifications;
    if (asked('noHistory')) options.keepHistory = !source.noHistory;
    if (asked('suggest')) options.suggest = source.suggest ?? this.#query;
    if (CREDENTIALS.some(asked)) {
      options.credentials = this.#credentials();
      options.awaitCredentials = this.awaitsPage || this.#awaitsGiven;
    }
    if (asked('credentialsSrc')) options.accountSource = this.#accountSource();
    // The phone checks each value.
    return options as Partial<PhoneConfiguration>;
  }

  /** As `of`, without those that are as `all()` returned them, as for the first update of an element each of them is new. */
  changes(asked: (name: PropertyKey) => boolean): Partial<PhoneConfiguration> {
    const kept = this.#kept;
    this.#kept = new Map();
    const changes = Object.entries(this.of(asked)).filter(
      ([name, value]) => !kept.has(name) || kept.get(name) !== value,
    );
    return Object.fromEntries(changes);
  }

  /** Title and notification use the language of the page at the time of the incoming call. */
  #ringWords(): NonNullable<PhoneConfiguration['ringWords']> {
    const words = (): Localizer => this.words;
    return {
      incoming: (name) => words().term('announceIncoming', name),
      get answer() {
        return words().term('answer');
      },
      get decline() {
        return words().term('decline');
      },
    };
  }

  #credentials(): PhoneConfiguration['credentials'] {
    const { source } = this;
    if (source.credentials) return source.credentials;
    if (source.password != null || this.awaitsPage || this.#awaitsGiven === true) return undefined;
    return this.#answer;
  }

  get #awaitsGiven(): unknown {
    return readProperty(this.source.awaitCredentials, 'awaitCredentials');
  }

  #accountSource(): PhoneConfiguration['accountSource'] {
    const src = this.source.credentialsSrc?.trim();
    if (!src) return undefined;
    if (this.#document?.src !== src) this.#document = { src, source: documentAt(src) };
    return this.#document.source;
  }
}

/** The properties that decide about credentials, and about waiting for them. */
const CREDENTIALS = ['credentials', 'password', 'credentialsSrc', 'awaitCredentials'] as const;
const NAMES = Object.keys(ELEMENT_OPTIONS) as (keyof ElementOptions)[];

/** Frameworks set the property where an attribute was written, so a text is read as that of the attribute. */
function readProperty(value: unknown, name: keyof ElementOptions): unknown {
  const { parse } = ELEMENT_OPTIONS[name];
  return typeof value === 'string' && parse ? parse(value) : (value ?? undefined);
}
