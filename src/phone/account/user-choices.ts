/** What the user has chosen to tell others, kept for each account across pages (option `storage`): availability, do not disturb, the identity to call from. */

import type { PhoneCore } from '../phone-core.js';
import { storageOf } from '../settings.js';
import type { PhoneState } from '../state.js';
import { areaOf, areas, keyOf, readItem, removeItem, writeItem, type Area } from './storage-area.js';

const AVAILABILITIES: readonly unknown[] = ['available', 'busy', 'away'] satisfies PhoneState['availability'][];

const choicesIn = ({ availability, doNotDisturb, identity }: PhoneState): string =>
  JSON.stringify({ availability, doNotDisturb, identity });

export function keepChoices(core: PhoneCore): void {
  const { store } = core;
  let key: string | undefined;
  let area: Area | undefined;
  core.on('account', (account) => {
    area = areaOf(storageOf(core.configuration));
    const next = account === undefined ? undefined : keyOf('choices', account);
    const isNew = next !== key;
    key = next;
    if (next === undefined) return;
    // With less storage than before, what was stored is removed.
    for (const other of areas()) if (other !== area) removeItem(other, next);
    if (isNew) store.update(readChoices(readItem(area, next), store.state));
  });
  store.subscribe((state, before) => {
    const text = choicesIn(state);
    if (key !== undefined && text !== choicesIn(before)) writeItem(area, key, text);
  });
}

/** Returns the stored choices that are valid now: every script of the origin can write them, and an identity may be gone. */
function readChoices(text: string | null, { identities }: PhoneState): Partial<PhoneState> {
  let stored: { readonly [Name in keyof PhoneState]?: unknown } | null;
  try {
    stored = JSON.parse(text ?? '{}') as typeof stored;
  } catch {
    return {};
  }
  const { availability, doNotDisturb, identity } = stored ?? {};
  return {
    ...(isAvailability(availability) ? { availability } : {}),
    ...(typeof doNotDisturb === 'boolean' ? { doNotDisturb } : {}),
    ...(typeof identity === 'string' && identities.some(({ uri }) => uri === identity) ? { identity } : {}),
  };
}

const isAvailability = (value: unknown): value is PhoneState['availability'] => AVAILABILITIES.includes(value);
