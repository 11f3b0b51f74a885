/**
 * What the user has chosen to tell others, kept for each account across pages (option `storage`): availability, do not disturb,
 * the identity to call from.
 * Subjects: choices of the user, kept; do not disturb, stored; chosen identity, stored.
 */

import type { PhoneCore } from '../phone-core.js';
import { storageOf } from '../settings.js';
import type { PhoneState } from '../state.js';
import { areaOf, areas, keyOf, readItem, removeItem, writeItem, type Area } from './storage-area.js';

type Choices = Pick<PhoneState, 'availability' | 'doNotDisturb' | 'identity'>;

const NAMES = ['availability', 'doNotDisturb', 'identity'] as const satisfies readonly (keyof Choices)[];
const AVAILABILITIES: readonly unknown[] = ['available', 'busy', 'away'] satisfies PhoneState['availability'][];
/** What an account without stored choices begins with. */
const NONE: Choices = { availability: 'available', doNotDisturb: false, identity: undefined };

export function keepChoices(core: PhoneCore): void {
  const { store } = core;
  let key: string | undefined;
  let area: Area | undefined;
  /** Whose choices are in the state. */
  let shown: string | undefined;
  const stored = (): Partial<Choices> => (key === undefined ? {} : readChoices(readItem(area, key)));
  /** Of an identity that is not offered now the choice stays stored. */
  const offered = (choices: Partial<Choices>): Partial<Choices> => {
    const { identity, ...others } = choices;
    return store.state.identities.some(({ uri }) => uri === identity) ? choices : others;
  };
  core.on('account', (account) => {
    area = areaOf(storageOf(core.configuration));
    const next = account === undefined ? undefined : keyOf('choices', account);
    const isNew = next !== key;
    key = next;
    if (next === undefined) return;
    // With less storage than before, what was stored is removed.
    for (const other of areas()) if (other !== area) removeItem(other, next);
    // What the application has set before the first account is for this account.
    const isOther = shown !== undefined && shown !== next;
    shown = next;
    if (isNew) store.update({ ...(isOther ? NONE : {}), ...offered(stored()) });
  });
  // Other pages may have changed them while this one was in the back/forward cache.
  core.on('returned', () => {
    if (key !== undefined && readItem(area, key) !== null) store.update({ ...NONE, ...offered(stored()) });
  });
  store.subscribe((state, before) => {
    if (key === undefined) return;
    // The identity is gone, or can be chosen again, because the application has changed the list: nothing that the user has chosen.
    if (state.identities !== before.identities) return store.update({ identity: state.identity, ...offered(stored()) });
    const changed = NAMES.filter((name) => state[name] !== before[name]);
    if (changed.length === 0) return;
    const choices = { ...stored(), ...Object.fromEntries(changed.map((name) => [name, state[name]])) };
    writeItem(area, key, JSON.stringify(choices));
  });
}

/** Returns the stored choices that are valid: every script of the origin can write them. */
function readChoices(text: string | null): Partial<Choices> {
  let read: { readonly [Name in keyof Choices]?: unknown } | null;
  try {
    read = JSON.parse(text ?? '{}') as typeof read;
  } catch {
    return {};
  }
  const { availability, doNotDisturb, identity } = read ?? {};
  return {
    ...(isAvailability(availability) ? { availability } : {}),
    ...(typeof doNotDisturb === 'boolean' ? { doNotDisturb } : {}),
    ...(typeof identity === 'string' ? { identity } : {}),
  };
}

const isAvailability = (value: unknown): value is PhoneState['availability'] => AVAILABILITIES.includes(value);
