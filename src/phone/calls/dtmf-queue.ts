/**
 * Sends the digits of one call: one string after another, with progress, a pause at each `;` and cancellation (RFC 4733, RFC
 * 6086).
 * Subjects: DTMF order; DTMF progress; DTMF by RTP or INFO, chosen; gap between digits; tone length.
 */

import { sendDigitString } from '../../media/digit-string.js';
import type { Clock, Timer } from '../../sip/base/clock.js';
import { SipError } from '../../sip/base/errors.js';
import { OperationQueue } from '../../sip/base/operation-queue.js';
import type { Session } from '../../sip/session/session.js';
import type { DtmfOption } from '../audio/media-kit.js';
import type { DigitProgress } from '../state.js';

interface DtmfQueueOptions {
  readonly clock: Clock;
  readonly dtmf: () => DtmfOption;
  /** The session while the call is active. */
  readonly session: () => Session | undefined;
  readonly sent: (digit: string) => void;
  readonly show: (progress: DigitProgress | undefined) => void;
}

const DURATION = 100;
const GAP = 70;

export class DtmfQueue {
  readonly #options: DtmfQueueOptions;
  readonly #queue = new OperationQueue();
  #abort = new AbortController();
  #goOn: (() => void) | undefined;

  constructor(options: DtmfQueueOptions) {
    this.#options = options;
  }

  /** Resolves when all digits have been sent. Rejects with a `canceled` SipError when stopped or when the call ends. */
  send(text: string): Promise<void> {
    const { signal } = this.#abort;
    return this.#queue.add(() => this.#send(text, signal));
  }

  /** Sends nothing of what is requested from now on before this promise resolves. */
  wait(until: Promise<void>): void {
    this.#queue.add(() => until).catch(() => undefined);
  }

  /** Continues after a `;`. */
  proceed(): void {
    this.#goOn?.();
  }

  /** Cancels the current string and those that wait. */
  stop(): void {
    this.#abort.abort();
    this.#abort = new AbortController();
    this.#options.session()?.sessionDescriptionHandler?.cancelDtmf?.();
  }

  close(): void {
    this.#abort.abort();
    this.#queue.close();
  }

  async #send(text: string, signal: AbortSignal): Promise<void> {
    const { clock, show } = this.#options;
    const total = text.replace(/[,;]/g, '').length;
    let sent = 0;
    const count = (digit: string): void => {
      sent += 1;
      this.#options.sent(digit);
      show({ sent, total });
    };
    const played = (tone: string): void => {
      count(tone);
      // The session emits this event itself for a digit of an INFO request.
      this.#options.session()?.emit('dtmf', null, { tone, duration: DURATION });
    };
    const timers = new Set<Timer>();
    signal.addEventListener('abort', () => timers.forEach((timer) => timer.cancel()));
    show({ sent, total });
    try {
      await sendDigitString(text, {
        duration: DURATION,
        interToneGap: GAP,
        signal,
        clock,
        send: (digits) => {
          if (!this.#sendAsEvents(digits)) return false;
          // The platform plays the digits with the same duration and gap.
          [...digits].forEach((digit, index) => {
            if (index === 0) played(digit);
            else timers.add(clock.after(index * (DURATION + GAP), () => played(digit)));
          });
          return true;
        },
        ...(this.#options.dtmf() === 'rtp' ? {} : { fallback: (digit) => this.#sendAsInfo(digit, count) }),
        proceed: () => this.#wait(signal, () => show({ sent, total, waiting: true })).then(() => show({ sent, total })),
      });
    } finally {
      show(undefined);
    }
  }

  #sendAsEvents(digits: string): boolean {
    const handler = this.#session().sessionDescriptionHandler;
    if (this.#options.dtmf() === 'info' || !handler) return false;
    return handler.sendDtmf(digits, { duration: DURATION, interToneGap: GAP });
  }

  #sendAsInfo(digit: string, count: (digit: string) => void): void {
    this.#session().dtmf(digit, { type: 'info', duration: DURATION, interToneGap: GAP });
    count(digit);
  }

  #session(): Session {
    const session = this.#options.session();
    if (!session) throw new SipError('canceled', 'The call is not active');
    return session;
  }

  #wait(signal: AbortSignal, begun: () => void): Promise<void> {
    if (signal.aborted) return Promise.reject(new SipError('canceled', 'the digits were canceled'));
    return new Promise((resolve, reject) => {
      const done = (settle: () => void) => (): void => {
        this.#goOn = undefined;
        signal.removeEventListener('abort', onAbort);
        settle();
      };
      const onAbort = done(() => reject(new SipError('canceled', 'the digits were canceled')));
      this.#goOn = done(resolve);
      signal.addEventListener('abort', onAbort);
      begun();
    });
  }
}
