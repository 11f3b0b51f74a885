/**
 * Recording at the server: INFO with the header field `Record`, a convention of Asterisk (`one_touch_recording`) and desk phones, without
 * an RFC. SIPREC (RFC 7866) has no request of the recorded party to start.
 * Subjects: recording at the server; INFO with Record.
 */

import type { Clock } from '../../sip/base/clock.js';
import { OperationQueue } from '../../sip/base/operation-queue.js';
import { PhoneError } from '../phone-error.js';
import type { RecordedCall } from './call-recorder.js';

export class ServerRecording {
  readonly #queue = new OperationQueue();

  constructor(
    private readonly call: RecordedCall,
    private readonly clock: Clock,
  ) {}

  /** Requests or ends the recording. Rejects with a `PhoneError`: `media` where the server refuses it; the state is as before. */
  record(on: boolean): Promise<void> {
    return this.#queue.add(() => this.#request(on));
  }

  async #request(on: boolean): Promise<void> {
    const { state, session } = this.call;
    if (state.status !== 'active' || !session) throw new PhoneError('already-ended');
    // A second request would toggle the recording of Asterisk.
    if (on === (state.recording?.atServer === true)) return;
    const { statusCode, reasonPhrase } = await session.info('', { extraHeaders: [`Record: ${on ? 'on' : 'off'}`] });
    if (statusCode >= 300)
      throw new PhoneError('media', {
        statusCode,
        detail: `The server does not record: ${statusCode} ${reasonPhrase}`,
      });
    this.call.showDetails({
      recording: on ? { status: 'recording', since: this.clock.now(), atServer: true } : undefined,
    });
  }
}
