/** Converts the attributes and properties of a provider into the configuration of its phone. */

import type { PhoneConfiguration, PhoneCredentials } from '../../phone/configuration.js';
import type { Problem } from '../../phone/state.js';
import { badAttribute, NUMBERS, parseIceServers, PASSED_ON } from '../shared/options/attributes.js';
import { credentialsSource } from './credentials.js';
import type { Localizer } from '../shared/text/localize.js';
import { callerLookup, contactsQuery } from './page-answers.js';

/** The properties that are read; a removed attribute leaves null. */
export interface OptionsSource extends EventTarget, Record<(typeof PASSED_ON)[number], unknown> {
  readonly registerExpires: number | undefined | null;
  readonly maxCalls: number | undefined | null;
  readonly noAnswerTimeout: number | undefined | null;
  readonly recordingDays: number | undefined | null;
  readonly noSounds: boolean;
  readonly noHistory: boolean;
  readonly noNotifications: boolean;
  readonly iceServers: readonly RTCIceServer[] | string | undefined | null;
  readonly autoAnswer: boolean | number;
  readonly suggest: PhoneConfiguration['suggest'];
  readonly credentials: PhoneConfiguration['credentials'];
  readonly credentialsSrc: string | undefined | null;
}

/** Reports a problem with an attribute, or with undefined that the attribute is valid again. */
export type NoteProblem = (attribute: string, problem: Problem | undefined) => void;

export class ProviderOptions {
  constructor(
    private readonly source: OptionsSource,
    private readonly words: Localizer,
    private readonly note: NoteProblem,
  ) {}

  /** Returns the options of a new phone, without those that are absent. */
  all(): Partial<PhoneConfiguration> {
    const options = this.of(() => true);
    for (const name of Object.keys(options) as (keyof PhoneConfiguration)[])
      if (options[name] === undefined) delete options[name];
    return { ...options, lookUp: callerLookup(this.source), ringWords: this.#ringWords() };
  }

  /** Returns the options whose properties `asked` accepts; undefined restores a default. */
  of(asked: (name: PropertyKey) => boolean): Partial<PhoneConfiguration> {
    const { source } = this;
    const options: Partial<Record<keyof PhoneConfiguration, unknown>> = {};
    for (const name of PASSED_ON) if (asked(name)) options[name] = source[name] ?? undefined;
    for (const [name, rule] of Object.entries(NUMBERS) as [keyof typeof NUMBERS, (typeof NUMBERS)['maxCalls']][])
      if (asked(name)) options[name] = this.#number(rule.attribute, source[name], rule.least);
    if (asked('noSounds')) options.sounds = !source.noSounds;
    if (asked('noNotifications')) options.notifications = !source.noNotifications;
    if (asked('noHistory')) options.keepHistory = !source.noHistory;
    if (asked('suggest')) options.suggest = source.suggest ?? contactsQuery(source);
    if (asked('iceServers')) options.iceServers = this.#iceServers();
    if (asked('autoAnswer')) options.autoAnswer = this.#autoAnswer();
    if (asked('credentials') || asked('credentialsSrc') || asked('password')) options.credentials = this.#credentials();
    return options as Partial<PhoneConfiguration>;
  }

  /** Title and notification use the language of the page at the time of the incoming call. */
  #ringWords(): NonNullable<PhoneConfiguration['ringWords']> {
    const { words } = this;
    return {
      incoming: (name) => words.term('announceIncoming', name),
      get answer() {
        return words.term('answer');
      },
      get decline() {
        return words.term('decline');
      },
    };
  }

  #credentials(): PhoneConfiguration['credentials'] {
    const { source } = this;
    if (source.credentials) return source.credentials as PhoneCredentials;
    if (source.password != null) return undefined;
    return credentialsSource({ owner: source, src: source.credentialsSrc ?? undefined });
  }

  #number(attribute: string, value: number | undefined | null, least: number): number | undefined {
    const bad = value != null && !(value >= least);
    this.note(attribute, bad ? badAttribute(attribute, `${attribute} must be a number, ${least} or more.`) : undefined);
    return bad ? undefined : (value ?? undefined);
  }

  #autoAnswer(): boolean | number {
    const { autoAnswer } = this.source;
    const bad = typeof autoAnswer === 'number' && !(autoAnswer >= 0);
    const problem = badAttribute('auto-answer', 'auto-answer must be empty or a number of seconds.');
    this.note('auto-answer', bad ? problem : undefined);
    return bad ? false : autoAnswer;
  }

  #iceServers(): readonly RTCIceServer[] | undefined {
    const given = this.source.iceServers;
    const list = typeof given === 'string' ? parseIceServers(given) : (given ?? undefined);
    const bad = typeof given === 'string' && list === undefined;
    const problem = badAttribute('ice-servers', 'ice-servers must be URLs or a JSON list of ICE servers.');
    this.note('ice-servers', bad ? problem : undefined);
    return list;
  }
}
