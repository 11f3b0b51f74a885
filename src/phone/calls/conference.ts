/** The conference of a phone: calls that are mixed here, so that every far side hears the others (RFC 4353 §4.5, a mixer in the endpoint). */

import type { CallMedia } from '../../media/index.js';
import { OperationQueue } from '../../sip/base/queue.js';
import { PhoneError } from '../errors.js';
import type { RunningMixer } from '../audio/media-kit.js';
import type { CallState } from '../state.js';
import { phoneError } from '../phone-error.js';

/** What the conference has to know of a call. `Call` is one. */
export interface ConferenceCall {
  readonly state: CallState;
  readonly media: CallMedia | undefined;
  /** Holds this far side or takes it back, and nobody else's. Rejects with a `PhoneError`. */
  holdAlone(on: boolean): Promise<void>;
  /** Whether the call is in the conference: its state, and that a mix is sent which is muted as a whole. */
  join(on: boolean): void;
  showMuted(on: boolean): void;
}

export type MakeMixer = (calls: readonly CallMedia[]) => Promise<RunningMixer>;

/** One at a time for each phone. It exists while two calls or more are in it. */
export class Conference {
  readonly #makeMixer: MakeMixer;
  /** Whoever is in it, and the media that is in the mix: none while the far side holds us, whose music nobody wants to hear. */
  readonly #members = new Map<ConferenceCall, CallMedia | undefined>();
  /** Merging, splitting and holding do not overlap. */
  readonly #queue = new OperationQueue();
  #mixer: RunningMixer | undefined;
  /** Changes of the mix, in order. */
  #mixing: Promise<void> = Promise.resolve();

  constructor(makeMixer: MakeMixer) {
    this.#makeMixer = makeMixer;
  }

  has(call: ConferenceCall): boolean {
    return this.#members.has(call);
  }

  /**
   * Brings these calls together with those that are in already; who is on hold is taken back. Rejects with a `PhoneError`
   * when one of them cannot be, and everything is as before.
   */
  merge(calls: readonly ConferenceCall[]): Promise<void> {
    return this.#queue.add(() => this.#merge(calls));
  }

  /** Takes a call out, and holds it. Rejects with a `PhoneError` when it cannot be held; then it is still in. */
  split(call: ConferenceCall): Promise<void> {
    return this.#queue.add(async () => {
      if (!this.has(call)) throw new PhoneError('already-ended');
      await call.holdAlone(true);
      this.#drop(call);
      await this.#mixing;
    });
  }

  /** Holds everybody, or takes everybody back. Rejects with a `PhoneError` when one refuses; then nobody is. */
  hold(on: boolean): Promise<void> {
    return this.#queue.add(() => this.#holdAll([...this.#members.keys()], on));
  }

  /** The person here is heard by nobody, while the others hear one another. */
  mute(on: boolean): void {
    if (this.#mixer) this.#mixer.muted = on;
    for (const call of this.#members.keys()) call.showMuted(on);
  }

  /** A call of the phone has changed. */
  follow(call: ConferenceCall): void {
    if (!this.has(call)) return;
    if (call.state.status !== 'active') this.#drop(call);
    else this.#mixAsHeld(call).catch(() => undefined);
  }

  async #merge(wanted: readonly ConferenceCall[]): Promise<void> {
    const all = [...new Set([...this.#members.keys(), ...wanted])];
    const newcomers = all.filter((call) => !this.has(call));
    if (all.length < 2 || all.some((call) => !isUp(call))) throw new PhoneError('already-ended');
    if (all.some((call) => call.media === undefined)) throw new PhoneError('incompatible');
    const talked = all.filter((call) => !isHeld(call));
    const muted = (talked.length > 0 ? talked : all).some(({ state }) => state.muted);
    const held = all.filter(isHeld);
    await this.#holdAll(held, false);
    try {
      const staying = newcomers.filter(isUp);
      if (this.#members.size + staying.length < 2) throw new PhoneError('already-ended');
      await this.#mix(staying, muted);
    } catch (error) {
      await Promise.allSettled(held.map((call) => call.holdAlone(true)));
      throw phoneError(error);
    }
  }

  async #mix(newcomers: readonly ConferenceCall[], muted: boolean): Promise<void> {
    // Until the mix is muted as a whole nobody is to hear the person here by it.
    if (muted) for (const call of newcomers) call.media!.mute(true);
    try {
      const mixer = (this.#mixer ??= await this.#makeMixer([]));
      if (muted) mixer.muted = true;
      for (const call of newcomers) this.#members.set(call, undefined);
      await Promise.all(newcomers.map((call) => this.#mixAsHeld(call)));
      // A newcomer may have hung up in the meantime, and taken the conference with it.
      if (this.#mixer !== mixer) throw new PhoneError('already-ended');
      for (const call of this.#members.keys()) call.join(true);
      this.mute(muted);
    } catch (error) {
      for (const call of newcomers) {
        this.#drop(call);
        call.join(false);
      }
      await this.#mixing;
      throw error;
    }
  }

  /** Has a member in the mix unless its far side holds us; another media in place of one that was replaced. */
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

  /** A member is in no longer; the last one left is a call like any other. */
  #drop(call: ConferenceCall): void {
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
    const results = await Promise.allSettled(changing.map((call) => call.holdAlone(on)));
    // One that has hung up meanwhile is no refusal.
    const refused = results.findIndex((result, index) => result.status === 'rejected' && isUp(changing[index]!));
    if (refused < 0) return;
    const done = changing.filter((call, index) => results[index]!.status === 'fulfilled' && isUp(call));
    await Promise.allSettled(done.map((call) => call.holdAlone(!on)));
    throw phoneError((results[refused] as PromiseRejectedResult).reason);
  }
}

function isUp({ state }: ConferenceCall): boolean {
  return state.status === 'active';
}

function isHeld({ state }: ConferenceCall): boolean {
  return state.status === 'active' && state.hold.local;
}
