/**
 * Texts of calls and days of the call history, for lists.
 * Subjects: call history, words; day of a past call; Today and Yesterday; "Missed · 2 times".
 */

import { isMissed } from '../../../phone/history/past-calls.js';
import type { HistoryEntry } from '../../../phone/state.js';
import type { Icon } from '../icons/icons.js';
import { more } from '../icons/more-icons.js';
import type { PeopleLocalizer } from './people.js';
import { elementClock } from '../time/time.js';

const DAY = 86_400_000;

export function historySign(entry: HistoryEntry): Icon {
  if (isMissed(entry)) return 'phone-missed';
  return entry.direction === 'incoming' ? more('phone-incoming') : more('phone-outgoing');
}

/** Returns "Incoming · 4 min", "Missed · 2 times", "Busy". */
export function historyWords(entry: HistoryEntry, words: PeopleLocalizer, times = 1): string {
  const isBlocked = entry.direction === 'incoming' && entry.cause === 'blocked';
  if (isMissed(entry) || isBlocked) {
    const text = isBlocked ? words.term('cause', 'blocked') : words.term('missed');
    return times > 1 ? `${text} · ${words.term('times', times)}` : text;
  }
  if (entry.answeredAt === undefined) return words.term('cause', entry.cause);
  return `${words.term(entry.direction)} · ${lastedWords(entry, words)}`;
}

/** Returns the duration of the call: "12 s", from a minute "4 min". */
export function lastedWords({ answeredAt = 0, endedAt }: HistoryEntry, words: PeopleLocalizer): string {
  const seconds = Math.max(0, Math.round((endedAt - answeredAt) / 1000));
  return seconds < 60 ? words.term('seconds', seconds) : words.term('minutes', Math.round(seconds / 60));
}

/** Returns "Today", "Yesterday", "21 Nov 2026". */
export function dayWords(time: number, words: PeopleLocalizer): string {
  const today = new Date(elementClock().now()).setHours(0, 0, 0, 0);
  if (time >= today + DAY) return words.date(new Date(time), { dateStyle: 'medium' });
  if (time >= today) return words.term('today');
  if (time >= today - DAY) return words.term('yesterday');
  return words.date(new Date(time), { dateStyle: 'medium' });
}

/** Returns the time of a call of today, "Yesterday", "Monday" within a week, else "21 Nov". */
export function whenWords(time: number, words: PeopleLocalizer): string {
  const today = new Date(elementClock().now()).setHours(0, 0, 0, 0);
  if (time >= today) return timeWords(time, words);
  if (time >= today - DAY) return words.term('yesterday');
  const options =
    time >= today - 6 * DAY ? ({ weekday: 'long' } as const) : ({ day: 'numeric', month: 'short' } as const);
  return words.date(new Date(time), options);
}

export const timeWords = (time: number, words: PeopleLocalizer): string =>
  words.date(new Date(time), { timeStyle: 'short' });
