/**
 * A session description handler without media: it returns a small description, records its calls, and fails on demand.
 * Subjects: session without media in a test.
 */

import type {
  IceFragment,
  SessionDescription,
  SessionDescriptionHandler,
  SessionDescriptionHandlerModifier,
  SessionDescriptionHandlerOptions,
} from '../../src/sip/session/description-handler.js';
import type { SessionStatus } from '../../src/sip/session/state.js';

export interface Asked {
  readonly what: 'get' | 'set' | 'rollback' | 'close';
  readonly sdp?: string;
  readonly options?: SessionDescriptionHandlerOptions;
}

export class FakeDescriptionHandler implements SessionDescriptionHandler {
  readonly asked: Asked[] = [];
  /** The modifiers of each call of `getDescription`. */
  readonly modifiers: (readonly SessionDescriptionHandlerModifier[])[] = [];
  /** Rejects the next call of this kind with the error. */
  failing: { get?: Error; set?: Error } = {};
  /** While set, `setDescription` waits for it. */
  gate: Promise<void> | undefined;
  /** Whether the remote party supports RTP events, and the tones that were sent. */
  takesDtmf = false;
  readonly tones: [tones: string, options: { duration?: number; interToneGap?: number }][] = [];
  /** The states that the session has reported. */
  readonly statuses: SessionStatus[] = [];
  #version = 0;

  async getDescription(
    options: SessionDescriptionHandlerOptions = {},
    modifiers: readonly SessionDescriptionHandlerModifier[] = [],
  ): Promise<SessionDescription> {
    this.asked.push({ what: 'get', options });
    this.modifiers.push(modifiers);
    await Promise.resolve();
    if (this.failing.get) throw this.failing.get;
    return { body: sdp(options.hold ? 'sendonly' : 'sendrecv', ++this.#version), contentType: 'application/sdp' };
  }

  async setDescription(text: string, options: SessionDescriptionHandlerOptions = {}): Promise<void> {
    this.asked.push({ what: 'set', sdp: text, options });
    await this.gate;
    if (this.failing.set) throw this.failing.set;
  }

  follow(status: SessionStatus): void {
    this.statuses.push(status);
  }

  hasDescription(contentType: string): boolean {
    return contentType === 'application/sdp';
  }

  rollbackDescription(): Promise<void> {
    this.asked.push({ what: 'rollback' });
    return Promise.resolve();
  }

  sendDtmf(tones: string, options: { duration?: number; interToneGap?: number } = {}): boolean {
    if (this.takesDtmf) this.tones.push([tones, options]);
    return this.takesDtmf;
  }

  close(): void {
    this.asked.push({ what: 'close' });
  }

  /** The descriptions that were applied, in order. */
  get taken(): readonly string[] {
    return this.asked.filter(({ what }) => what === 'set').map(({ sdp: text }) => text!);
  }

  get closed(): boolean {
    return this.asked.some(({ what }) => what === 'close');
  }
}

/** A handler with trickle ICE: the test provides the local candidates, and reads the remote ones. */
export class FakeTricklingHandler extends FakeDescriptionHandler {
  readonly remote: IceFragment[] = [];
  /** Reports local candidates; undefined without a listener. */
  found: ((fragment: IceFragment) => void) | undefined;

  onLocalCandidates(listener: (fragment: IceFragment) => void): void {
    this.found = listener;
  }

  addRemoteCandidates(fragment: IceFragment): Promise<void> {
    this.remote.push(fragment);
    return Promise.resolve();
  }
}

/** A description with one audio stream. */
export function sdp(direction = 'sendrecv', version = 1): string {
  return [
    'v=0',
    `o=- 1 ${version} IN IP4 127.0.0.1`,
    's=-',
    'c=IN IP4 127.0.0.1',
    't=0 0',
    'm=audio 40000 RTP/AVP 0',
    `a=${direction}`,
    '',
  ].join('\r\n');
}
