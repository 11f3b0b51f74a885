/**
 * The options of the phone as properties and attributes of a provider, by the table of options.
 * Subjects: attribute to property; options as properties of elements.
 */

import type { PropertyDeclarations } from 'lit';
import { ACCOUNT_OPTIONS, type AccountOptions } from '../../phone/options/account-options.js';
import { LIVE_OPTIONS, type LiveOptions } from '../../phone/options/live-options.js';
import type { Option, OptionTable } from '../../phone/options/option.js';
import { attributeName } from '../../phone/attribute-name.js';

/** The options that are properties of a provider under the same name. */
export interface ElementOptions extends AccountOptions, LiveOptions {}

export const ELEMENT_OPTIONS: OptionTable<ElementOptions> = { ...ACCOUNT_OPTIONS, ...LIVE_OPTIONS };

const ROWS: readonly (readonly [name: string, option: Omit<Option<unknown>, 'fits' | 'rule'>])[] =
  Object.entries(ELEMENT_OPTIONS);

/** The attribute of each option that has one, by the name of the option. */
export const OPTION_ATTRIBUTES: ReadonlyMap<string, string> = new Map(
  ROWS.flatMap(([name, { attribute, parse }]) =>
    parse && attribute !== false ? [[name, attributeName(name)] as const] : [],
  ),
);

/** The values of properties that are not set: `false` for what is off by default, else undefined. */
export const INITIAL_OPTIONS: Readonly<Record<string, false | undefined>> = Object.fromEntries(
  ROWS.map(([name, option]) => [name, option.default === false ? false : undefined]),
);

/** Reactive properties for Lit. */
export const OPTION_PROPERTIES: PropertyDeclarations = Object.fromEntries(
  ROWS.map(([name, { parse }]) => [
    name,
    {
      attribute: OPTION_ATTRIBUTES.get(name) ?? false,
      converter: (text: string | null) => (text === null ? INITIAL_OPTIONS[name] : parse?.(text)),
    },
  ]),
);

/** Attributes that `<sip-click-to-call>` passes on to the phone that it creates. */
export const CLICK_TO_CALL_ATTRIBUTES: readonly string[] = [
  'credentials-src',
  ...ROWS.flatMap(([name, { clickToCall }]) => (clickToCall ? (OPTION_ATTRIBUTES.get(name) ?? []) : [])),
];
