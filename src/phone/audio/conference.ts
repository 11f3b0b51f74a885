/**
 * The conference of a phone: a mixer in the endpoint, so that all participants hear one another (RFC 4353 §4.5).
 * Subjects: conference; merge of calls; hold of a conference; participant leaves a conference.
 */

import type { CallMedia } from '../../media/index.js';
import { OperationQueue } from '../../sip/base/operation-queue.js';
import { PhoneError } from '../phone-error.js';
import type { RunningMixer } from './media-kit.js';
import type { CallState } from '../state.js';
import { phoneError } from '../error-causes.js';

/** The part of a `Call` that the conference needs. */
export interface ConferenceCall {
  readonly id: string;
  readonly state: CallState;
  readonly media: CallMedia | undefined;
  /** Undefined once the call continues in another tab or page. */
  readonly session: object | undefined;
  readonly holding: {
    /** Holds or resumes this call only. Rejects with a `PhoneError`. */
    set(on: boolean): Promise<void>;
  };
  /** Marks the call as a participant; a mix is sent then, which is muted as a whole. */
  join(on: boolean): void;
  showMuted(on: boolean): void;
}

export type MakeMixer = (calls: readonly CallMedia[]) => Promise<RunningMixer>;

/** The conference of one phone. It exists while it has two participants or more. */
export class Conference {
  readonly #makeMixer: MakeMixer;
  /** Participants and their media in the mix; undefined while the remote party holds the call, whose music would be heard by all. */
  readonly #members = new Map<ConferenceCall, CallMedia | undefined>();
  /** Merge, split and hold run one after another. */
  readonly #queue = new OperationQueue();
  #mixer: RunningMixer | undefined;
  /** Changes of the mix run in order. */
  #mixing: Promise<void> = Promise.resolve();

  constructor(makeMixer: MakeMixer) {
    this.#makeMixer = makeMixer;
  }

  has(call: ConferenceCall): boolean {
    return this.#members.has(call);
  }

  /**
   * Adds calls to the conference, and resumes all participants. `activeCallId`: for a conference of an earlier page, of which all stay on
   * hold, or go on hold beside an active call that is not one of them. Rejects with a `PhoneError` when one of them fails, and nothing has
   * changed.
   */
  merge(calls: readonly ConferenceCall[], activeCallId?: () => string | undefined): Promise<void> {
    return this.#queue.add(() => this.#merge(calls, activeCallId));
  }

  /** Removes a call and holds it. Rejects with a `PhoneError` when it cannot be held; it stays a participant then. */
  split(call: ConferenceCall): Promise<void> {
    return this.#queue.add(async () => {
      if (!this.has(call)) throw new PhoneError('already-ended');
      await call.holding.set(true);
      this.leave(call);
      await this.#mixing;
    });
  }

  /** Holds or resumes all participants. Rejects with a `PhoneError` when one of them fails; then none has changed. */
  hold(on: boolean): Promise<void> {
    return this.#queue.add(() => this.#holdAll([...this.#members.keys()], on));
  }

  /** Mutes the microphone for all participants, who still hear one another. */
  mute(on: boolean): void {
    if (this.#mixer) this.#mixer.muted = on;
    for (const call of this.#members.keys()) call.showMuted(on);
  }

  /** Takes a changed call. */
  follow(call: ConferenceCall): void {
    if (!this.has(call)) return;
    if (call.state.status !== 'active') this.leave(call);
    else this.#mixAsHeld(call).catch(() => undefined);
  }

  async #merge(wanted: readonly ConferenceCall[], activeCallId?: () => string | undefined): Promise<void> {
    // The parties of an earlier conference do not hear those of one that the user has begun meanwhile.
    if (activeCallId && this.#members.size > 0) throw new PhoneError('not-allowed');
    const all = [...new Set([...this.#members.keys(), ...wanted])];
    const newcomers = all.filter((call) => !this.has(call));
    if (all.length < 2 || all.some((call) => !isUp(call))) throw new PhoneError('already-ended');
    if (all.some((call) => call.media === undefined)) throw new PhoneError('incompatible');
    const talked = all.filter((call) => !isHeld(call));
    const muted = (talked.length > 0 ? talked : all).some(({ state }) => state.muted);
    const hold = activeCallId !== undefined && staysHeld(all, activeCallId());
    const changed = all.filter((call) => isHeld(call) !== hold);
    await this.#holdAll(changed, hold);
    try {
      const staying = newcomers.filter(isUp);
      if (this.#members.size + staying.length < 2) throw new PhoneError('already-ended');
      await this.#mix(staying, muted);
    } catch (error) {
      await Promise.allSettled(changed.map((call) => call.holding.set(!hold)));
      throw phoneError(error);
    }
  }

  async #mix(newcomers: readonly ConferenceCall[], muted: boolean): Promise<void> {
    // Muted until the whole mix is muted, so that the microphone is not heard in between.
    if (muted) for (const call of newcomers) call.media!.mute(true);
    try {
      const mixer = (this.#mixer ??= await this.#makeMixer([]));
      // Another tab may have taken a call over meanwhile.
      if (!newcomers.every(isUp)) throw new PhoneError('already-ended');
      if (muted) mixer.muted = true;
      for (const call of newcomers) this.#members.set(call, undefined);
      await Promise.all(newcomers.map((call) => this.#mixAsHeld(call)));
      // A new participant may have hung up meanwhile, which ended the conference.
      if (this.#mixer !== mixer) throw new PhoneError('already-ended');
      for (const call of this.#members.keys()) call.join(true);
      this.mute(muted);
    } catch (error) {
      for (const call of newcomers) {
        this.leave(call);
        call.join(false);
      }
      if (this.#members.size < 2) this.#dissolve();
      await this.#mixing;
      throw error;
    }
  }

  /** Mixes a participant unless its remote party holds the call; replaces media that has changed. */
  #mixAsHeld(call: ConferenceCall): Promise<void> {
    const { state, media } = call;
    const wanted = state.status === 'active' && state.hold.remote ? undefined : media;
    const before = this.#members.get(call);
    const mixer = this.#mixer;
    if (wanted === before || !mixer) return Promise.resolve();
    this.#members.set(call, wanted);
    return this.#then(async () => {
      if (before) await mixer.remove(before);
      if (wanted) await mixer.add(wanted);
    });
  }

  /** Removes a participant, as one that continues in another tab or page; the last one becomes an ordinary call. Nothing is sent. */
  leave(call: ConferenceCall): void {
    if (!this.has(call)) return;
    const mixed = this.#members.get(call);
    this.#members.delete(call);
    call.join(false);
    const mixer = this.#mixer;
    if (mixer && mixed) void this.#then(() => mixer.remove(mixed)).catch(() => undefined);
    if (this.#members.size < 2) this.#dissolve();
  }

  #dissolve(): void {
    const mixer = this.#mixer;
    this.#mixer = undefined;
    for (const call of [...this.#members.keys()]) {
      this.#members.delete(call);
      call.join(false);
    }
    if (mixer) void this.#then(() => mixer.close()).catch(() => undefined);
  }

  #then(run: () => Promise<void>): Promise<void> {
    const done = this.#mixing.then(run);
    this.#mixing = done.catch(() => undefined);
    return done;
  }

  async #holdAll(calls: readonly ConferenceCall[], on: boolean): Promise<void> {
    const changing = calls.filter((call) => isUp(call) && isHeld(call) !== on);
    const results = await Promise.allSettled(changing.map((call) => call.holding.set(on)));
    // A call that has ended meanwhile is not a failure.
    const refused = results.findIndex((result, index) => result.status === 'rejected' && isUp(changing[index]!));
    if (refused < 0) return;
    const done = changing.filter((call, index) => results[index]!.status === 'fulfilled' && isUp(call));
    await Promise.allSettled(done.map((call) => call.holding.set(!on)));
    throw phoneError((results[refused] as PromiseRejectedResult).reason);
  }
}

/** Whether a conference of an earlier page, of which calls may have come back on hold, is on hold as a whole. */
function staysHeld(calls: readonly ConferenceCall[], activeCallId: string | undefined): boolean {
  return calls.some(isHeld) && (calls.every(isHeld) || calls.every(({ id }) => id !== activeCallId));
}

function isUp({ state, session }: ConferenceCall): boolean {
  return state.status === 'active' && session !== undefined;
}

function isHeld({ state }: ConferenceCall): boolean {
  return state.status === 'active' && state.hold.local;
}
