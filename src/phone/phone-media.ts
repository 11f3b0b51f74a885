/** The devices of a phone: one microphone and one speaker for all of its calls, and what the state says of them. */

import { createSessionDescriptionHandlerFactory, Microphone, Speaker, type AudioLease } from '../media/index.js';
import type { Clock } from '../sip/base/clock.js';
import type { LoggerFactory } from '../sip/base/logger.js';
import type { SessionDescriptionHandler } from '../sip/session/description-handler.js';
import type { Call } from './call.js';
import type { PhoneConfiguration } from './configuration.js';
import { isIceServers } from './settings.js';
import type { MicrophoneState, PhoneState } from './state.js';
import type { Store } from './store.js';

export class PhoneMedia {
  readonly #microphone = new Microphone();
  readonly #speaker = new Speaker();
  readonly #store: Store<PhoneState>;
  readonly #configuration: () => PhoneConfiguration;
  readonly #clock: Clock;

  constructor(store: Store<PhoneState>, configuration: () => PhoneConfiguration, clock: Clock) {
    this.#store = store;
    this.#configuration = configuration;
    this.#clock = clock;
    this.#microphone.on('state', (microphone) => store.update({ microphone }));
    this.#speaker.on('locked', (audioLocked) => store.update({ audioLocked }));
  }

  /** Finds out what is known of the permission without asking anybody. */
  check(): void {
    if (this.#isOurs) void this.#microphone.check();
  }

  /** What makes the media of a session; ICE servers and the like count from the next call on. */
  makeHandler(session: unknown, loggerFactory: LoggerFactory): SessionDescriptionHandler {
    const { iceServers, sessionDescriptionHandlerFactory, sessionDescriptionHandlerFactoryOptions } =
      this.#configuration();
    if (sessionDescriptionHandlerFactory) {
      return sessionDescriptionHandlerFactory(session, sessionDescriptionHandlerFactoryOptions);
    }
    const make = createSessionDescriptionHandlerFactory({
      microphone: this.#microphone,
      speaker: this.#speaker,
      iceServers: isIceServers(iceServers) ? iceServers : [],
      clock: this.#clock,
      loggerFactory,
      ...sessionDescriptionHandlerFactoryOptions,
    });
    return make(session);
  }

  /**
   * Opens the microphone for a call before it is needed, and lets it go when the call is over. Rejects with a
   * `MicrophoneError`.
   */
  async openFor(call: Call): Promise<void> {
    if (!this.#isOurs) return;
    const lease = await this.#microphone.acquire();
    void call.ended.then(() => lease.release());
  }

  /** The same where it needs no question: somebody calls, and the answer shall not wait for the device. */
  openIfAllowed(call: Call): void {
    if (this.#microphone.state === 'granted') this.openFor(call).catch(() => undefined);
  }

  /** Asks the person. Resolves with what came of it. */
  async request(): Promise<MicrophoneState> {
    if (!this.#isOurs) return this.#store.state.microphone;
    let lease: AudioLease | undefined;
    try {
      lease = await this.#microphone.acquire();
    } catch {
      // The state says why.
    }
    lease?.release();
    return this.#microphone.state;
  }

  async unlock(): Promise<void> {
    await this.#speaker.unlock();
  }

  close(): void {
    this.#microphone.close();
    this.#speaker.close();
  }

  /** Whether calls use our microphone; with another description handler they do what it does. */
  get #isOurs(): boolean {
    return this.#configuration().sessionDescriptionHandlerFactory === undefined;
  }
}
