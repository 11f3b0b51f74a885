/**
 * Session-Expires and Min-SE: session timers (RFC 4028 §4, §5).
 * Subjects: Session-Expires; Min-SE.
 */

import { parseParameterized } from './parameterized.js';
import { parseDecimal } from '../scanner.js';

export type Refresher = 'uac' | 'uas';

export interface SessionExpires {
  /** Seconds. */
  readonly interval: number;
  readonly refresher: Refresher | undefined;
}

export function parseSessionExpires(text: string): SessionExpires | undefined {
  const parts = parseParameterized(text);
  const interval = parseDecimal(parts?.value ?? '', 2 ** 32 - 1);
  if (!parts || interval === undefined) return undefined;
  const refresher = parts.params.get('refresher')?.toLowerCase();
  return { interval, refresher: refresher === 'uac' || refresher === 'uas' ? refresher : undefined };
}

export function printSessionExpires(value: { interval: number; refresher?: Refresher | undefined }): string {
  return value.refresher === undefined ? `${value.interval}` : `${value.interval};refresher=${value.refresher}`;
}

/** Returns Min-SE in seconds. */
export function parseMinSe(text: string): number | undefined {
  return parseDecimal(parseParameterized(text)?.value ?? '', 2 ** 32 - 1);
}
