/**
 * Sends a string of DTMF digits with the pauses `,` and `;` of address books (RFC 4733).
 * Subjects: pauses in digits; comma and semicolon in a dialled number; parts of a digit string.
 */

import { systemClock, type Clock } from '../sip/base/clock.js';
import { SipError } from '../sip/base/errors.js';
import type { DigitTiming } from './dtmf.js';

export type DigitStep = { readonly kind: 'digits'; readonly digits: string } | { readonly kind: 'pause' | 'wait' };

export interface DigitStringOptions extends DigitTiming {
  /** Sends digits as RTP events, such as `CallMedia.sendDtmf`; returns false where the remote party does not support them. */
  send(digits: string, timing: DigitTiming): boolean;
  /** Sends one digit in another way, such as INFO, when `send` returned false. */
  fallback?(digit: string, duration: number): void;
  /** Called at each `;`; sending continues when it resolves. Without it, `;` is a pause like `,`. */
  proceed?(): Promise<void>;
  /** The pause of a comma, ms. Default 2000. */
  pause?: number;
  /** Cancels the remaining digits, for example when the call ends. */
  signal?: AbortSignal;
  clock?: Clock;
}

/**
 * Parses a digit string. Ignores white space, parentheses, dots, slashes and dashes. Undefined for any other character
 * that is not on a telephone keypad.
 */
export function parseDigits(text: string): DigitStep[] | undefined {
  const clean = text.replace(/[\s().\-/\u2010-\u2015\u00A0]/gu, '').toUpperCase();
  if (!/^[0-9A-D*#,;]*$/.test(clean)) return undefined;
  return [...clean.matchAll(/[^,;]+|[,;]/g)].map(([part]) =>
    part === ',' ? { kind: 'pause' } : part === ';' ? { kind: 'wait' } : { kind: 'digits', digits: part },
  );
}

/**
 * Sends the string. Resolves after the duration of all tones and pauses. Rejects with a SipError: `invalid-argument` for
 * an invalid character, `media` where neither `send` nor `fallback` works, `canceled` after `signal`.
 */
export async function sendDigitString(text: string, options: DigitStringOptions): Promise<void> {
  const steps = parseDigits(text);
  if (!steps)
    throw new SipError('invalid-argument', 'only 0-9, A-D, *, #, and the pauses , and ; can be sent as digits');
  const { duration = 100, interToneGap = 70, pause = 2000, signal } = options;
  const clock = options.clock ?? systemClock;
  for (const step of steps) {
    if (signal?.aborted) throw canceled();
    if (step.kind === 'digits') {
      if (options.send(step.digits, { duration, interToneGap }))
        await wait(step.digits.length * (duration + interToneGap), clock, signal);
      else await sendOneByOne(step.digits, { duration, interToneGap }, options, clock);
    } else if (step.kind === 'wait' && options.proceed) await unlessAborted(options.proceed(), signal);
    else await wait(pause, clock, signal);
  }
}

async function sendOneByOne(
  digits: string,
  timing: Required<DigitTiming>,
  options: DigitStringOptions,
  clock: Clock,
): Promise<void> {
  if (!options.fallback) throw new SipError('media', 'the remote party supports no RTP events');
  for (const digit of digits) {
    if (options.signal?.aborted) throw canceled();
    options.fallback(digit, timing.duration);
    await wait(timing.duration + timing.interToneGap, clock, options.signal);
  }
}

function wait(ms: number, clock: Clock, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = clock.after(ms, () => {
      signal?.removeEventListener('abort', onAbort);
      resolve();
    });
    const onAbort = (): void => {
      timer.cancel();
      reject(canceled());
    };
    signal?.addEventListener('abort', onAbort, { once: true });
  });
}

/** Settles with `work`, or rejects with `canceled` when the signal is aborted first. */
function unlessAborted(work: Promise<void>, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const onAbort = (): void => reject(canceled());
    signal?.addEventListener('abort', onAbort, { once: true });
    work.then(resolve, reject).finally(() => signal?.removeEventListener('abort', onAbort));
  });
}

function canceled(): SipError {
  return new SipError('canceled', 'the digits were canceled');
}
