/**
 * The echo test of a phone: it calls the echo service (option `echoUri`), and tells whether the sound comes back, and how good the call was. It outlives the element, as
 * the call takes the place of the connection check.
 * Subjects: echo test of the connection check.
 */

import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { testEcho } from '../../phone/audio/echo-test.js';
import { PhoneError } from '../../phone/phone-error.js';
import type { CallQuality } from '../../phone/state.js';
import type { PhoneAccess } from '../shared/commands/phone-access.js';
import type { PhoneLike } from '../shared/phone/phone-like.js';

/**
 * `fails`: the call was answered, and no sound came back. `unreachable`: there was no call. `unmeasured`: the page cannot play or
 * measure sound, so that nothing is known of the call.
 */
export type EchoState = 'idle' | 'checking' | 'works' | 'fails' | 'unreachable' | 'unmeasured';

class EchoCheck {
  static readonly #ofPhones = new WeakMap<PhoneLike, EchoCheck>();
  readonly #listeners = new Set<() => void>();
  #state: EchoState = 'idle';
  #quality: CallQuality | undefined;

  /** Returns the echo test of a phone, with the result of its last run. */
  static of(phone: PhoneLike): EchoCheck {
    const known = EchoCheck.#ofPhones.get(phone) ?? new EchoCheck();
    EchoCheck.#ofPhones.set(phone, known);
    return known;
  }

  get state(): EchoState {
    return this.#state;
  }

  /** The figures of the answered call at its end; undefined where they were not measured. */
  get quality(): CallQuality | undefined {
    return this.#quality;
  }

  /** Calls `listener` after each change. Returns a function that removes it. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** Calls the echo service, listens and hangs up. Never rejects. */
  async run(access: PhoneAccess): Promise<void> {
    if (this.#state === 'checking') return;
    const before = [this.#state, this.#quality] as const;
    this.#become('checking');
    try {
      const call = await access.callEcho();
      try {
        const works = await testEcho(call);
        const { state } = call;
        this.#become(works ? 'works' : 'fails', state.status === 'active' ? state.quality : undefined);
      } catch (error) {
        if (!isOf(error, 'media')) throw error;
        this.#become('unmeasured');
      } finally {
        await access.phone
          .getCall(call.id)
          ?.hangUp()
          .catch(() => undefined);
      }
    } catch (error) {
      if (isOf(error, 'canceled')) this.#become(...before);
      else this.#become('unreachable');
    }
  }

  #become(state: EchoState, quality?: CallQuality): void {
    this.#state = state;
    this.#quality = quality;
    for (const listener of this.#listeners) listener();
  }
}

const isOf = (error: unknown, kind: PhoneError['kind']): boolean => error instanceof PhoneError && error.kind === kind;

/** The echo test that an element shows: that of its phone, where the page names an echo service. */
export class ShownEcho implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  #check: EchoCheck | undefined;
  #leave: (() => void) | undefined;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  get state(): EchoState | undefined {
    return this.#check?.state;
  }

  get quality(): CallQuality | undefined {
    return this.#check?.quality;
  }

  /** Shows the test of this phone from now on. */
  follow(phone: PhoneLike | undefined): void {
    const check = phone?.configuration.echoUri ? EchoCheck.of(phone) : undefined;
    if (check === this.#check) return;
    this.#leave?.();
    this.#check = check;
    this.#leave = check?.subscribe(() => this.#host.requestUpdate());
  }

  run(access: PhoneAccess): void {
    void this.#check?.run(access);
  }

  hostDisconnected(): void {
    this.follow(undefined);
  }
}
