/** A description handler without media that is as strict about offer and answer as a peer connection (JSEP, RFC 9429 §3.2). */

import { SipError } from '../../../src/sip/base/errors.js';
import type {
  SessionDescription,
  SessionDescriptionHandler,
  SessionDescriptionHandlerOptions,
} from '../../../src/sip/session/description-handler.js';
import type { VirtualClock } from '../../support/virtual-clock.js';

type Signalling = 'stable' | 'have-local-offer' | 'have-remote-offer' | 'closed';

let serial = 0;

export class StrictMedia implements SessionDescriptionHandler {
  state: Signalling = 'stable';
  /** The last completed offer and answer. */
  local = '';
  remote = '';
  /** Calls in the wrong state. */
  readonly faults: string[] = [];
  #pending = '';

  constructor(
    private readonly clock: VirtualClock,
    private readonly random: () => number,
  ) {}

  async getDescription(options: SessionDescriptionHandlerOptions = {}): Promise<SessionDescription> {
    await this.#takesTime();
    const body = describe(options.hold === true);
    if (this.state === 'have-remote-offer') {
      this.local = body;
      this.remote = this.#pending;
      this.state = 'stable';
    } else if (this.state === 'closed') throw new SipError('media', 'closed');
    else {
      this.#pending = body;
      this.state = 'have-local-offer';
    }
    return { body, contentType: 'application/sdp' };
  }

  async setDescription(sdp: string, options: SessionDescriptionHandlerOptions = {}): Promise<void> {
    await this.#takesTime();
    if (this.state === 'closed') throw new SipError('media', 'closed');
    if (this.state === 'have-remote-offer') this.faults.push('an offer or answer while an offer is not answered');
    if (this.state === 'have-local-offer') {
      if (options.final === false) return;
      this.local = this.#pending;
      this.remote = sdp;
      this.state = 'stable';
      return;
    }
    this.#pending = sdp;
    this.state = 'have-remote-offer';
  }

  hasDescription(contentType: string): boolean {
    return contentType === 'application/sdp';
  }

  async rollbackDescription(): Promise<void> {
    await this.#takesTime();
    if (this.state !== 'closed') this.state = 'stable';
  }

  sendDtmf(): boolean {
    return false;
  }

  close(): void {
    this.state = 'closed';
  }

  /** Waits 0 to 300 ms, so that messages arrive in between. */
  #takesTime(): Promise<void> {
    const wait = this.random() < 0.5 ? 0 : this.random() * 300;
    if (wait === 0) return Promise.resolve();
    return new Promise((resolve) => this.clock.after(wait, resolve));
  }
}

function describe(hold: boolean): string {
  const lines = [
    'v=0',
    `o=- ${++serial} 1 IN IP4 192.0.2.1`,
    's=-',
    'c=IN IP4 192.0.2.1',
    't=0 0',
    'm=audio 4000 RTP/AVP 0',
  ];
  return `${[...lines, hold ? 'a=sendonly' : 'a=sendrecv'].join('\r\n')}\r\n`;
}
