/**
 * Volumes, ringer and microphone processing chosen by the user, stored across visits (HTML §12.2).
 * Subjects: volumes, stored; audio settings, stored; ringer chosen, stored; default volumes.
 */

import { isRinger } from '../../media/tones/plans.js';
import type { DevicesState, AudioProcessing } from './media-state.js';

type AudioSettings = Pick<DevicesState, 'volume' | 'processing' | 'ringer'>;

const KEY = 'sip-elements:sound';

/** The local storage of the page; undefined where there is none or it is forbidden, as in a sandboxed frame. */
export function pageStorage(): Storage | undefined {
  try {
    return globalThis.localStorage as Storage | undefined;
  } catch {
    return undefined;
  }
}

/** Returns the stored settings where they are valid, else the defaults. */
export function readAudioSettings(storage: Storage | undefined, defaults: AudioSettings): AudioSettings {
  try {
    const kept = (JSON.parse(storage?.getItem(KEY) ?? '{}') ?? {}) as { [Part in 'volume' | 'processing']?: object } & {
      ringer?: unknown;
    };
    return {
      volume: merge(defaults.volume, kept.volume, (value) => typeof value === 'number' && value >= 0 && value <= 1),
      processing: merge(defaults.processing, kept.processing, (value) => typeof value === 'boolean'),
      ringer: typeof kept.ringer === 'string' && isRinger(kept.ringer) ? kept.ringer : defaults.ringer,
    };
  } catch {
    return defaults;
  }
}

export function writeAudioSettings(storage: Storage | undefined, { volume, processing, ringer }: AudioSettings): void {
  try {
    storage?.setItem(KEY, JSON.stringify({ volume, processing, ringer }));
  } catch {
    // Full or forbidden: the setting lasts until the page is left.
  }
}

/** Returns the defaults with the known boolean properties of `changes`. */
export function readProcessing(defaults: AudioProcessing, changes: Partial<AudioProcessing>): AudioProcessing {
  return merge(defaults, changes, (value) => typeof value === 'boolean');
}

function merge<T extends object>(defaults: T, found: object | undefined, fits: (value: unknown) => boolean): T {
  const merged = { ...defaults };
  for (const name of Object.keys(defaults) as (keyof T)[]) {
    const value = (found as Partial<T> | undefined)?.[name];
    if (fits(value)) merged[name] = value as T[keyof T];
  }
  return merged;
}
