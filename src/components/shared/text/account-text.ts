/**
 * The account status for the header: shape, tone, one or two lines of text and at most one button.
 * Subjects: account status as text; "Connecting…" after a delay; button in the header, which; retry countdown in the header; loud
 * header.
 */

import type { AccountState, PhoneState } from '../../../phone/state.js';
import type { Localizer } from './localize.js';
import type { ShapeName } from '../icons/shapes.js';
import type { SecondTicker } from '../time/time.js';
import { elementClock } from '../time/time.js';

export type Tone = 'good' | 'warn' | 'bad' | 'info' | 'none';

export interface StatusView {
  readonly shape: ShapeName;
  readonly tone: Tone;
  /** Whether the header is filled with the tone, for a problem. */
  readonly loud: boolean;
  readonly title: string;
  readonly line?: string;
  /** The name of the account, shown beside the title. */
  readonly name?: string;
  readonly action?: 'retry' | 'fix' | 'sign-in' | 'use-here';
}

/** Delay of the text "Connecting…", in ms: most connections are faster. */
const CONNECTING_DELAY = 600;

export function statusView(state: PhoneState, words: Localizer, ticker: SecondTicker): StatusView {
  const { account, problem } = state;
  if (problem && account.status !== 'unconfigured') {
    const view = {
      shape: 'refused',
      tone: 'bad',
      loud: true,
      title: words.term('problemTitle', problem.kind),
    } as const;
    return { ...view, line: problemLine(problem.attribute, words.term('problemRemedy', problem.kind)) };
  }
  switch (account.status) {
    case 'unconfigured':
      return { shape: 'out', tone: 'none', loud: false, title: words.term('notSetUp') };
    case 'connecting':
      return connecting(account, words, ticker);
    case 'ready':
      if (state.doNotDisturb)
        return { shape: 'dnd', tone: 'bad', loud: false, title: words.term('doNotDisturb'), name: account.name };
      return { shape: 'ready', tone: 'good', loud: false, title: words.term('ready'), name: account.name };
    case 'offline':
      return {
        shape: 'offline',
        tone: 'warn',
        loud: true,
        title: words.term(offlineTitle(account)),
        line:
          account.retryAt === undefined
            ? words.term('tryingNow')
            : words.term('tryingAgainIn', ticker.secondsUntil(account.retryAt)),
        action: 'retry',
      };
    case 'refused':
      return {
        shape: 'refused',
        tone: 'bad',
        loud: true,
        title: words.term('signInRefused'),
        line: words.term(account.challenge ? 'passwordWithheld' : 'checkCredentials'),
        action: 'fix',
      };
    case 'elsewhere':
      return {
        shape: 'away',
        tone: 'info',
        loud: true,
        title: words.term('activeElsewhere'),
        line: words.term('callsRingThere'),
        action: 'use-here',
      };
    case 'stopped':
      return {
        shape: 'out',
        tone: 'none',
        loud: false,
        title: words.term('signedOut'),
        name: account.name,
        action: 'sign-in',
      };
  }
}

function offlineTitle({
  everConnected,
  challenge,
}: AccountState & { status: 'offline' }): 'passwordUnavailable' | 'noConnection' | 'cannotReachServer' {
  if (challenge) return 'passwordUnavailable';
  return everConnected ? 'noConnection' : 'cannotReachServer';
}

function connecting(
  account: { readonly name: string; readonly since: number },
  words: Localizer,
  ticker: SecondTicker,
): StatusView {
  const waited = elementClock().now() - account.since;
  if (waited >= CONNECTING_DELAY)
    return { shape: 'connecting', tone: 'none', loud: false, title: words.term('connecting') };
  ticker.wakeIn(CONNECTING_DELAY - waited);
  return { shape: 'connecting', tone: 'none', loud: false, title: '', name: account.name };
}

const problemLine = (attribute: string | undefined, remedy: string): string => remedy || (attribute ?? '');
