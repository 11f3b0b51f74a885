/**
 * Reads the options of a phone by the table of options. Never throws.
 * Subjects: checks of options; missing option, problem; problem of the configuration; which change reconnects; account, read from
 * the options; where history and messages are stored (storage option).
 */

import { attributeName } from './attribute-name.js';
import type { URI } from '../sip/message/uri.js';
import type { PhoneConfiguration } from './configuration.js';
import { ACCOUNT_OPTIONS, type AccountOptions } from './options/account-options.js';
import { serversOf, sipUri } from './options/addresses.js';
import { HEADLESS_OPTIONS } from './options/headless-options.js';
import { LIVE_OPTIONS } from './options/live-options.js';
import type { Option, OptionTable } from './options/option.js';
import type { Problem } from './state.js';

export { countryOf, iceServersOf } from './options/addresses.js';

/** Settings that suffice to connect an account. */
export interface AccountSettings {
  readonly servers: readonly string[];
  readonly uri: URI;
  /** The user part of the address-of-record, for display. */
  readonly name: string;
  readonly registrar: URI | undefined;
  readonly outboundProxy: URI | undefined;
  readonly registerExpires: number;
}

export type Reading =
  | { readonly account: AccountSettings; readonly problem?: undefined }
  | { readonly account?: undefined; readonly problem: Problem | undefined };

const OPTIONS = { ...ACCOUNT_OPTIONS, ...LIVE_OPTIONS, ...HEADLESS_OPTIONS };

type OptionName = keyof PhoneConfiguration;
type Value<K extends OptionName> = Exclude<PhoneConfiguration[K], undefined>;
type Default<K extends OptionName> = (typeof OPTIONS)[K]['default'];
/** The value of an option with its default: undefined only where there is no default. */
type OptionValue<K extends OptionName> = Value<K> | Default<K>;

const TABLE: { readonly [K in OptionName]: Option<Value<K>, Default<K>> } = OPTIONS;

const namesOf = <T extends object>(table: T): (keyof T)[] => Object.keys(table) as (keyof T)[];

/** Returns the value of an option; its default where it is absent or invalid. */
export function optionOf<K extends OptionName>(configuration: PhoneConfiguration, name: K): OptionValue<K> {
  const option = TABLE[name];
  const value: unknown = configuration[name];
  return option.fits(value) ? value : option.default;
}

/** Reads one option. */
export type ReadOption = <K extends OptionName>(name: K) => OptionValue<K>;

/** Returns a function that reads the options of the configuration at the time of each call. */
export function optionReader(configuration: () => PhoneConfiguration): ReadOption {
  return (name) => optionOf(configuration(), name);
}

/** Returns what is wrong with a configuration, the account first; the phone uses the default of each invalid option. */
export function problemsOf(configuration: PhoneConfiguration): Problem[] {
  const options = namesOf(OPTIONS).flatMap((name) => problemOf(configuration, name) ?? []);
  const { problem } = readAccount(configuration);
  return problem?.kind === 'unconfigured' ? [problem, ...options] : options;
}

function problemOf(configuration: PhoneConfiguration, name: OptionName): Problem | undefined {
  const { fits, rule, problem: kind = 'bad-attribute' } = TABLE[name];
  const value: unknown = configuration[name];
  if (value === undefined || fits(value)) return undefined;
  return { kind, attribute: attributeName(name), detail: typeof rule === 'string' ? rule : rule(value) };
}

/** Whether two configurations describe the same account. */
export function sameAccount(a: PhoneConfiguration, b: PhoneConfiguration): boolean {
  return namesOf<OptionTable<AccountOptions>>(ACCOUNT_OPTIONS).every(
    (name) => Object.is(a[name], b[name]) || listOf(a[name]) === listOf(b[name]),
  );
}

/** Arrays with the same addresses are the same setting. */
function listOf(value: unknown): unknown {
  return Array.isArray(value) ? value.join(' ') : value;
}

/** Returns the account of a configuration, or the problem for which there is none; neither where nothing is configured. */
export function readAccount(configuration: PhoneConfiguration): Reading {
  const servers = serversOf(configuration.server);
  const address = typeof configuration.uri === 'string' ? configuration.uri.trim() : '';
  if (servers.length === 0 && address === '') return { problem: undefined };
  // The document of the account may give what is missing.
  if ((servers.length === 0 || address === '') && optionOf(configuration, 'accountSource'))
    return { problem: undefined };
  if (servers.length === 0) return missing('server');
  if (address === '') return missing('uri');
  const problem = problemOf(configuration, 'server') ?? problemOf(configuration, 'uri');
  const uri = sipUri(address);
  if (problem || !uri) return { problem };
  const uriOf = (name: 'registrar' | 'outboundProxy'): URI | undefined => {
    const text = optionOf(configuration, name)?.trim();
    return text ? sipUri(text) : undefined;
  };
  return {
    account: {
      servers,
      uri,
      name: uri.user ?? uri.host,
      registrar: uriOf('registrar'),
      outboundProxy: uriOf('outboundProxy'),
      registerExpires: optionOf(configuration, 'registerExpires'),
    },
  };
}

function missing(attribute: string): Reading {
  return { problem: { kind: 'unconfigured', attribute, detail: `"${attribute}" is missing.` } };
}

/** Returns where call history and messages are stored. An invalid value stores nothing: it was meant to restrict the default. */
export function storageOf(configuration: PhoneConfiguration): 'local' | 'session' | 'none' {
  const isInvalid = problemOf(configuration, 'storage') !== undefined;
  return isInvalid || !optionOf(configuration, 'keepHistory') ? 'none' : optionOf(configuration, 'storage');
}
