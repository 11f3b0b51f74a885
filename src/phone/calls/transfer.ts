/**
 * Transfers the remote party of a call: holds the call, sends a REFER and follows its progress (RFC 3515, RFC 5589).
 * Subjects: transfer, progress and result; refused transfer; time limit of a transfer; number of a parking place; 90 s limit of a
 * transfer; call resumed after a refused transfer; parkCode, number that parks a call.
 */

import type { Clock, Timer } from '../../sip/base/clock.js';
import type { URI } from '../../sip/message/uri.js';
import type { Session } from '../../sip/session/session.js';
import { causeOfFailure } from '../failure-causes.js';
import { PhoneError } from '../phone-error.js';
import { phoneError } from '../error-causes.js';
import type { Cause, RefusedTransfer, Transfer } from '../state.js';
import type { End } from './call-state.js';

/** Time that the transferee has to reach the transfer target, ms. */
const LIMIT = 90_000;

/** Time that the hold before a REFER may take, ms: one glare (RFC 3261 §14.1); a remote party that does not answer is transferred as it is. */
const HOLD_LIMIT = 5000;

/** Time after a refused transfer in which a BYE is attributed to it, ms: some servers end the call with the refusal. */
const REFUSED_LIMIT = 2000;

/** Returns the number that parks a call at a place, which may be empty. Throws a `PhoneError` where it cannot be parked there. */
export function parkTarget(code: string | undefined, place: string): string {
  // A place is no other target: the page may have it from text that a user has typed.
  const isPlace = /^[\w*#+.-]{0,32}$/.test(place);
  if (code === undefined || !isPlace || code.includes('{place}') !== (place !== ''))
    throw new PhoneError('not-found', { detail: `parkCode "${code}", place "${place}"` });
  return code.replace('{place}', place).trim();
}

/** What a transfer needs of its call. */
interface TransferOwner {
  readonly clock: Clock;
  /** Whether there is no connection to the server. */
  readonly isOffline: boolean;
  /** Holds the call, unless it is held, and stops its audio: Asterisk takes even silence for an answer of the transfer target. */
  hold(): Promise<void>;
  /** Sends audio again. */
  resumeAudio(): void;
  /** Ends the hold for this transfer, no other one. */
  resume(): Promise<void>;
  show(transfer: Transfer): void;
  /** Whether an end of the call is the success of the transfer from now on: the session sends BYE itself after a 2xx. */
  expectEnd(expected: boolean): void;
}

/** The transfers of one call, blind and attended: one at a time. */
export class Transfers {
  readonly #owner: TransferOwner;
  #isUnderWay = false;
  /** The refused transfer that a BYE of the remote party is attributed to. */
  #refused: RefusedTransfer | undefined;
  /** Settled when the hold for the transfer before has ended, or could not be ended. */
  #resumed: Promise<unknown> = Promise.resolve();

  constructor(owner: TransferOwner) {
    this.#owner = owner;
  }

  /** Throws a `PhoneError` while a transfer is under way: it would end the hold of that one, and one REFER the call of the other. */
  check(): void {
    if (this.#isUnderWay) throw new PhoneError('failed', { detail: 'The call is being transferred.' });
  }

  /**
   * Transfers to a URI, or to the peer of another session. Resolves when the target was reached; rejects with a `PhoneError`
   * otherwise, at once, and the call is then resumed. `name`: the target as it is shown.
   */
  async run(session: Session, target: URI | Session, name: string): Promise<void> {
    this.check();
    const { clock, show, expectEnd, resumeAudio } = this.#owner;
    this.#isUnderWay = true;
    show({ status: 'trying', target: name });
    let isByTarget = false;
    try {
      await this.#hold();
      if (session.state.status !== 'established') throw new PhoneError('already-ended');
      expectEnd(true);
      await refer(session, target, clock, (status) => {
        if (status === 'ringing') show({ status, target: name });
        else isByTarget = true;
      });
    } catch (error) {
      const failure = this.#owner.isOffline ? new PhoneError('no-connection') : phoneError(error);
      expectEnd(false);
      const transfer: RefusedTransfer = {
        status: 'refused',
        target: name,
        cause: failure.kind as Cause,
        ...(!isByTarget && { notByTarget: true }),
      };
      this.#refused = transfer;
      clock.after(REFUSED_LIMIT, () => this.#refused === transfer && (this.#refused = undefined));
      show(transfer);
      resumeAudio();
      this.#isUnderWay = false;
      this.resume();
      throw failure;
    }
  }

  /** Holds the call in silence, for `HOLD_LIMIT`; without a hold audio is sent again. Never rejects. */
  async #hold(): Promise<void> {
    const { clock, hold, resumeAudio } = this.#owner;
    let isLate = false;
    let timer: Timer | undefined;
    const limit = new Promise((_resolve, reject) => {
      timer = clock.after(HOLD_LIMIT, () => {
        isLate = true;
        reject(new PhoneError('timeout'));
      });
    });
    const held = this.#resumed.then(() => (isLate ? undefined : hold()));
    await Promise.race([held, limit]).catch(resumeAudio);
    timer?.cancel();
  }

  /** Ends the hold for a transfer that was refused; again once a lost connection is back. Never rejects. */
  resume(): void {
    if (!this.#isUnderWay) this.#resumed = this.#owner.resume().catch(() => undefined);
  }

  /** Returns the end of the call with the refused transfer, where the remote party ends the call because of it. */
  attribute(end: End): End {
    return end.endedBy === 'remote' && this.#refused ? { ...end, transfer: this.#refused } : end;
  }
}

/**
 * Sends the REFER. Resolves when the transferee has reached the transfer target or has hung up. Rejects with a `PhoneError`
 * otherwise; the call still exists then. `tell` is called when the target rings, and when it has refused or not answered.
 */
function refer(
  session: Session,
  target: URI | Session,
  clock: Clock,
  tell: (status: 'ringing' | 'refused') => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    let isAccepted = false;
    const fail = (error: PhoneError, byTarget: boolean): void => {
      if (byTarget && isAccepted) tell('refused');
      done(() => reject(error));
    };
    const timer = clock.after(LIMIT, () => fail(new PhoneError('no-answer'), true));
    const onAccepted = (): void => void (isAccepted = true);
    const onProgress = (statusCode: number, final: boolean): void => {
      if (statusCode >= 200 && statusCode < 300) done(resolve);
      // A final NOTIFY without a final status: the transfer counts as failed, to keep the call.
      else if (statusCode >= 300 || final) fail(failure(statusCode), statusCode >= 300);
      else if (statusCode >= 180) tell('ringing');
    };
    // An end by this phone, as of a request without a response, tells nothing of the transfer target.
    const onEnd = (): void => {
      const { state } = session;
      const isLost = state.status === 'ended' && state.endedBy === 'system';
      done(isLost ? () => reject(new PhoneError('already-ended')) : resolve);
    };
    function done(settle: () => void): void {
      timer.cancel();
      session.off('referAccepted', onAccepted).off('referProgress', onProgress).off('terminated', onEnd);
      settle();
    }
    session.on('referAccepted', onAccepted).on('referProgress', onProgress).on('terminated', onEnd);
    try {
      session.refer(target);
    } catch (error) {
      done(() => reject(error as Error));
    }
  });
}

function failure(statusCode: number): PhoneError {
  return new PhoneError(causeOfFailure({ statusCode, rang: false }), { statusCode });
}
