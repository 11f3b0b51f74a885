/**
 * Restores the media of a call by re-INVITEs with an ICE restart (RFC 8445 §2.4), and gives up after a time limit.
 * Subjects: lost media, re-INVITE; silence without media, how long; call ended after 40 s without media; no audio after a network
 * change; ICE restart, re-INVITE sent; waits between attempts to restore media.
 */

import type { CallMedia, MediaState } from '../../media/index.js';
import type { Clock, Timer } from '../../sip/base/clock.js';
import { RetryDelay } from '../../sip/base/retry-delay.js';
import type { Session } from '../../sip/session/session.js';
import { causeOfError } from '../error-causes.js';
import type { Cause } from '../state.js';

/** Time without media and without a successful refresh after which a call that had media ends, ms. */
const LIMIT = 40_000;
/** How long ago the last packet came when ICE finds the media lost, ms: measured in Chromium. */
const NOTICED_AFTER = 6000;
/** Waits between two attempts, ms: a page that is reloaded registers again within seconds. */
const WAITS = [2000, 4000, 8000];

interface MediaRecoveryOptions {
  readonly clock: Clock;
  readonly session: Session;
  readonly media: CallMedia;
  /** Called with each state to show: `interrupted` as long as a re-INVITE may restore the media. */
  show(state: MediaState): void;
  /** Ends the call: the media never worked, was lost for too long, or there is no microphone. */
  end(cause: Cause): void;
}

/** Follows the media of one session. Stops by itself when the session ends. */
export class MediaRecovery {
  readonly #options: MediaRecoveryOptions;
  #state: MediaState = 'connecting';
  #wasConnected = false;
  #limit: Timer | undefined;
  #retry: Timer | undefined;
  readonly #wait = new RetryDelay(WAITS, Math.random);
  #isRefreshing = false;
  /** A lost flow has its own time limit (`recoveryTimeout`), and a re-INVITE as soon as it is back. */
  #isFlowLost = false;

  /** Restores the media of this session until it ends. */
  static follow(options: MediaRecoveryOptions): void {
    void new MediaRecovery(options);
  }

  private constructor(options: MediaRecoveryOptions) {
    this.#options = options;
    const { session, media } = options;
    media.on('state', (state) => this.#follow(state));
    // Unless a re-INVITE is pending or waits for its time.
    media.on('restart', () => {
      if (!this.#isRefreshing && !this.#retry) void this.#refresh();
    });
    // The permission was granted, so the call did not wait for the microphone, which then failed to start.
    media.on('microphone', (error) => {
      if (!media.listenOnly) options.end(causeOfError(error));
    });
    session.on('flow', (state, error) => (state === 'lost' ? this.#flowLost() : this.#flowRecovered(error)));
    session.on('stateChange', ({ status }) => {
      if (status === 'ending' || status === 'ended') this.#cancel();
      else if (this.#isLost && !this.#limit) this.#startLimit();
    });
  }

  #follow(state: MediaState): void {
    this.#state = state;
    this.#wasConnected ||= state === 'connected';
    const { show, end } = this.#options;
    show(state === 'failed' && this.#wasConnected ? 'interrupted' : state);
    if (state === 'connected') this.#cancel();
    // ICE or DTLS failed and no media was ever received.
    else if (!this.#wasConnected) return state === 'failed' ? end('no-audio-path') : undefined;
    else if (this.#isLost) {
      // The link of the device may be gone, and with it the connection to the server.
      this.#options.session.checkConnection();
      if (!this.#limit) this.#startLimit(LIMIT - NOTICED_AFTER);
    }
  }

  /** Sends a re-INVITE with an ICE restart. */
  async #refresh(): Promise<void> {
    if (this.#isFlowLost || !this.#isEstablished) return;
    this.#isRefreshing = true;
    try {
      await this.#options.session.reinvite({ iceRestart: true, repeats: true });
      this.#wait.forget();
      if (this.#isLost) this.#startLimit();
    } catch {
      // The remote party may be unreachable for a while (480, 430, 408): it is tried again until the limit.
      this.#retryLater();
    } finally {
      this.#isRefreshing = false;
    }
  }

  #retryLater(): void {
    if (!this.#isLost || this.#isFlowLost) return;
    this.#retry = this.#options.clock.after(this.#wait.next(), () => {
      this.#retry = undefined;
      void this.#refresh();
    });
  }

  #startLimit(limit = LIMIT): void {
    if (this.#isFlowLost) return;
    this.#limit?.cancel();
    this.#limit = this.#options.clock.after(limit, () => {
      this.#cancel();
      this.#options.end('connection-lost');
    });
  }

  #flowLost(): void {
    this.#isFlowLost = true;
    this.#cancel();
  }

  #flowRecovered(error: Error | undefined): void {
    this.#isFlowLost = false;
    if (!this.#isLost) return;
    this.#startLimit();
    if (error && !this.#isRefreshing) this.#retryLater();
  }

  #cancel(): void {
    this.#limit?.cancel();
    this.#retry?.cancel();
    this.#limit = this.#retry = undefined;
    this.#wait.forget();
  }

  get #isEstablished(): boolean {
    return this.#options.session.state.status === 'established';
  }

  get #isLost(): boolean {
    return this.#isEstablished && this.#wasConnected && this.#state !== 'connected';
  }
}
