/**
 * The results of the connection check: one row for each part, with a text and, for a fault, its remedy.
 * Subjects: rows of the connection check; remedies of the connection check.
 */

import type { PhoneState } from '../../phone/state.js';
import type { ShapeName } from '../shared/icons/shapes.js';
import type { Tone } from '../shared/text/account-text.js';
import type { CheckRow, CheckWord } from '../shared/text/locales/translation.js';

import type { EchoState } from './echo-check.js';

type Verdict = 'good' | 'waiting' | 'warning' | 'fault';
export type Remedy = 'fix' | 'retry' | 'sign-in' | 'use-here' | 'microphone' | 'notifications' | 'relay';

export interface Check {
  readonly row: CheckRow | 'echo';
  readonly verdict: Verdict;
  /** `connecting` has the text `signingIn`, which the account form has too. */
  readonly word: CheckWord | 'connecting';
  readonly remedy?: Remedy;
}

/** The state of the TURN check. */
export type RelayState = 'none' | 'checking' | 'works' | 'fails';

/** Shape and tone of a result. */
export const VERDICT_LOOK: Readonly<Record<Verdict, readonly [shape: ShapeName, tone: Tone]>> = {
  good: ['ready', 'good'],
  waiting: ['connecting', 'none'],
  warning: ['offline', 'warn'],
  fault: ['refused', 'bad'],
};

/** What the last check of a phone has found about its TURN servers. */
export const relayOf = new WeakMap<object, RelayState>();

/** Returns the worst result of account, server, microphone and TURN servers, where the page names some. */
export function worstOf(state: PhoneState, relay: RelayState): Verdict {
  const found = checksOf(state, relay, undefined)
    .slice(0, relay === 'none' ? 3 : 4)
    .map(({ verdict }) => verdict);
  return (['fault', 'warning', 'waiting'] as const).find((verdict) => found.includes(verdict)) ?? 'good';
}

/** @param echo undefined where the page names no echo service */
export function checksOf(state: PhoneState, relay: RelayState, echo: EchoState | undefined): readonly Check[] {
  const checks = [account(state), server(state), microphone(state), relayCheck(relay)];
  return [...checks, ...(echo ? [ECHO[echo]] : []), notifications(state)];
}

const ECHO: Readonly<Record<EchoState, Check>> = {
  idle: { row: 'echo', verdict: 'waiting', word: 'idle' },
  checking: { row: 'echo', verdict: 'waiting', word: 'checking' },
  works: { row: 'echo', verdict: 'good', word: 'echo-works' },
  fails: { row: 'echo', verdict: 'fault', word: 'echo-fails' },
  unreachable: { row: 'echo', verdict: 'fault', word: 'not-connected' },
  unmeasured: { row: 'echo', verdict: 'warning', word: 'unsupported' },
};

/** Returns the check to fix first: a fault before a warning. */
export function mainFault(checks: readonly Check[]): Check | undefined {
  const withRemedy = checks.filter(({ remedy }) => remedy !== undefined);
  return (
    withRemedy.find(({ verdict }) => verdict === 'fault') ?? withRemedy.find(({ verdict }) => verdict === 'warning')
  );
}

function account({ account: { status } }: PhoneState): Check {
  const row = 'account';
  switch (status) {
    case 'ready':
      return { row, verdict: 'good', word: 'ready' };
    case 'connecting':
      return { row, verdict: 'waiting', word: 'connecting' };
    case 'offline':
      return { row, verdict: 'waiting', word: 'offline' };
    case 'refused':
      return { row, verdict: 'fault', word: 'refused', remedy: 'fix' };
    case 'unconfigured':
      return { row, verdict: 'fault', word: 'unconfigured', remedy: 'fix' };
    case 'elsewhere':
      return { row, verdict: 'warning', word: 'elsewhere', remedy: 'use-here' };
    case 'stopped':
      return { row, verdict: 'warning', word: 'stopped', remedy: 'sign-in' };
  }
}

function server({ account: { status } }: PhoneState): Check {
  const row = 'server';
  if (status === 'ready' || status === 'refused') return { row, verdict: 'good', word: 'connected' };
  if (status === 'offline') return { row, verdict: 'fault', word: 'not-connected', remedy: 'retry' };
  return { row, verdict: 'waiting', word: status === 'connecting' ? 'checking' : 'idle' };
}

function microphone({ microphone: state }: PhoneState): Check {
  const row = 'microphone';
  const remedy = 'microphone';
  switch (state) {
    case 'granted':
      return { row, verdict: 'good', word: 'granted' };
    case 'unknown':
    case 'asking':
      return { row, verdict: 'warning', word: 'ask', remedy };
    case 'insecure':
      return { row, verdict: 'fault', word: 'insecure' };
    case 'blocked-by-frame':
    case 'blocked-by-sandbox':
      return { row, verdict: 'fault', word: 'frame' };
    case 'blocked-by-policy':
      return { row, verdict: 'fault', word: 'policy' };
    default:
      return { row, verdict: 'fault', word: state, remedy };
  }
}

function relayCheck(relay: RelayState): Check {
  const row = 'relay';
  switch (relay) {
    case 'none':
      return { row, verdict: 'warning', word: 'no-relay' };
    case 'checking':
      return { row, verdict: 'waiting', word: 'checking' };
    case 'works':
      return { row, verdict: 'good', word: 'relay-works' };
    case 'fails':
      return { row, verdict: 'fault', word: 'relay-fails', remedy: 'relay' };
  }
}

function notifications({ notifications: state }: PhoneState): Check {
  const row = 'notifications';
  switch (state) {
    case 'granted':
      return { row, verdict: 'good', word: 'granted' };
    case 'ask':
      return { row, verdict: 'warning', word: 'ask', remedy: 'notifications' };
    case 'denied':
      return { row, verdict: 'warning', word: 'denied' };
    case 'unsupported':
      return { row, verdict: 'warning', word: 'unsupported' };
  }
}
