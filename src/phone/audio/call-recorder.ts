/**
 * The recordings of one call: files of the page, or at the server, by the option `recordAt`.
 * Subjects: recordAt; where a call is recorded.
 */

import type { CallMedia } from '../../media/index.js';
import type { Clock } from '../../sip/base/clock.js';
import type { Session } from '../../sip/session/session.js';
import { PhoneError } from '../phone-error.js';
import type { ReadOption } from '../settings.js';
import type { CallState } from '../state.js';
import { PageRecording, type StartRecorder } from './page-recording.js';
import type { RecordingFile, RecordingState } from './media-state.js';
import type { Recordings } from './recordings.js';
import { ServerRecording } from './server-recording.js';

/** The part of a call that its recordings need. */
export interface RecordedCall {
  readonly id: string;
  readonly state: CallState;
  readonly session: Session | undefined;
  /** The media; undefined with another media handler. */
  readonly media: CallMedia | undefined;
  showDetails(details: { readonly recording: RecordingState | undefined }): void;
}

export interface RecorderParts {
  readonly clock: Clock;
  readonly option: ReadOption;
  readonly recordings: Recordings;
  /** Reports a recording that failed while the call continues. */
  readonly problem: (error: PhoneError) => void;
}

export class CallRecorder {
  readonly #call: RecordedCall;
  readonly #option: ReadOption;
  readonly #page: PageRecording;
  readonly #server: ServerRecording;

  constructor(call: RecordedCall, { clock, option, problem }: RecorderParts, start: StartRecorder) {
    this.#call = call;
    this.#option = option;
    const show = (recording: RecordingState | undefined): void => call.showDetails({ recording });
    this.#page = new PageRecording({ callId: call.id, clock, show, problem }, start);
    this.#server = new ServerRecording(call, clock);
  }

  get files(): readonly RecordingFile[] {
    return this.#page.files;
  }

  /** Whether media is left out of a file, as during hold. */
  set paused(paused: boolean) {
    this.#page.paused = paused;
  }

  /** Starts or stops recording; one that runs is stopped where it runs. Rejects with a `PhoneError`. */
  async record(on: boolean): Promise<void> {
    const { state, media } = this.#call;
    const isAtServer = state.status === 'active' && state.recording?.atServer === true;
    if (isAtServer || (this.#option('recordAt') === 'server' && !this.#page.isRunning)) return this.#server.record(on);
    if (!media) throw new PhoneError('media', { detail: 'The media handler is not the built-in one.' });
    await this.#page.record(media, on);
  }

  /** Resolves with the newest file that has ended, once it is complete. */
  file(): Promise<File | undefined> {
    return this.#page.file();
  }

  /** Stops recording in the page when the call ends. */
  close(): void {
    this.#page.close();
  }
}
