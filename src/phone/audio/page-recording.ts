/**
 * Recordings of one call: started, paused during hold, complete when they stop. An error of a recording never ends the call.
 * Subjects: recording of a call, start, pause and stop; recording paused on hold.
 */

import type { CallMedia, RecorderState } from '../../media/index.js';
import type { Clock } from '../../sip/base/clock.js';
import { messageOf } from '../../sip/base/errors.js';
import { OperationQueue } from '../../sip/base/operation-queue.js';
import { phoneError } from '../error-causes.js';
import { PhoneError } from '../phone-error.js';
import type { RecordingFile, RecordingState } from './media-state.js';

/** The interface of `Recorder` that is used here. */
export interface RunningRecorder {
  readonly mimeType: string;
  readonly state: RecorderState;
  on(event: 'state', listener: (state: RecorderState) => void): void;
  pause(): void;
  resume(): void;
  stop(): Promise<void>;
}

/** A recorder and its file, which is complete once the recorder has stopped. */
export interface Recorded {
  readonly recorder: RunningRecorder;
  readonly name: string;
  file(): Promise<File>;
}

export type StartRecorder = (media: CallMedia, name: string) => Promise<Recorded>;

interface PageRecordingOptions {
  readonly callId: string;
  readonly clock: Clock;
  readonly show: (recording: RecordingState | undefined) => void;
  /** Reports a recording that failed while the call continues. */
  readonly problem: (error: PhoneError) => void;
}

export class PageRecording {
  readonly #options: PageRecordingOptions;
  readonly #queue = new OperationQueue();
  readonly #files: RecordingFile[] = [];
  #running: (Recorded & { since: number }) | undefined;
  /** The newest file that has ended; resolves when it is complete. */
  #last: Promise<File | undefined> = Promise.resolve(undefined);
  #paused = false;
  #closed = false;

  constructor(
    options: PageRecordingOptions,
    private readonly startRecorder: StartRecorder,
  ) {
    this.#options = options;
  }

  /** All recordings of the call, including the current one. */
  get files(): readonly RecordingFile[] {
    const running = this.#running;
    return running ? [...this.#files, this.#fileOf(running)] : this.#files;
  }

  get isRunning(): boolean {
    return this.#running !== undefined;
  }

  /** Starts or stops recording. Rejects with a `PhoneError` where it cannot start, or its file could not be completed. */
  record(media: CallMedia, on: boolean): Promise<void> {
    return this.#queue.add(() => (on ? this.#start(media) : this.#stop()));
  }

  /** Whether media is left out of the recording, as during hold. */
  set paused(paused: boolean) {
    this.#paused = paused;
    const recorder = this.#running?.recorder;
    if (paused) recorder?.pause();
    else recorder?.resume();
  }

  /** Resolves with the newest file that has ended, once it is complete. */
  file(): Promise<File | undefined> {
    return this.#last;
  }

  /** Stops recording when the call ends. */
  close(): void {
    this.#closed = true;
    this.#stop().catch((error: PhoneError) => this.#options.problem(error));
    this.#queue.close();
  }

  async #start(media: CallMedia): Promise<void> {
    if (this.#running) return;
    const since = this.#options.clock.now();
    const name = `call-${new Date(since).toISOString().replace(/[:.]/g, '-')}-${this.#options.callId.slice(0, 8)}`;
    const recorded = await this.startRecorder(media, name).catch((error: unknown) => {
      throw new PhoneError('media', { detail: phoneError(error).detail, cause: error });
    });
    if (this.#closed) return void recorded.recorder.stop().catch(() => undefined);
    this.#running = { ...recorded, since };
    recorded.recorder.on('state', (state) => this.#follow(recorded, state));
    if (this.#paused) recorded.recorder.pause();
    this.#show(recorded.recorder.state);
  }

  async #stop(): Promise<void> {
    const running = this.#running;
    if (!running) return;
    this.#running = undefined;
    this.#files.push(this.#fileOf(running));
    const whole = running.recorder.stop().then(() => running.file());
    this.#last = whole.catch(() => undefined);
    this.#options.show(undefined);
    try {
      await whole;
    } catch (error) {
      throw this.#failure(error);
    }
  }

  #follow(recorded: Recorded, state: RecorderState): void {
    if (this.#running?.recorder !== recorded.recorder || state === 'stopped') return;
    this.#show(state);
    if (state !== 'failed') return;
    this.#files.push(this.#fileOf(this.#running));
    this.#running = undefined;
    const over = recorded.recorder.stop();
    this.#last = over.then(() => recorded.file()).catch(() => undefined);
    void over
      .then(
        () => undefined,
        (cause: unknown) => cause,
      )
      .then((cause) => this.#options.problem(this.#failure(cause)));
  }

  #failure(cause: unknown): PhoneError {
    const why = cause === undefined ? '' : `: ${messageOf(cause)}`;
    return new PhoneError('media', { detail: `The recording could not be written completely${why}`, cause });
  }

  #show(state: RecorderState): void {
    if (state === 'stopped' || !this.#running) return;
    this.#options.show({ status: state, since: this.#running.since });
  }

  #fileOf({ name, recorder, since }: Recorded & { since: number }): RecordingFile {
    return { name, type: recorder.mimeType, startedAt: since, endedAt: this.#options.clock.now() };
  }
}
