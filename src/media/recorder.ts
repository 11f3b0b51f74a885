/** Records both sides of a call to a file while it goes on, never into memory (MediaStream Recording; File System §2.6). */

import { SipError } from '../sip/base/errors.js';
import { Emitter } from '../sip/base/emitter.js';

export type RecorderState = 'recording' | 'paused' | 'stopped' | 'failed';

export type RecorderEvents = {
  state: [state: RecorderState];
};

/** What the recorder has to know of a call. `CallMedia` is one. */
export interface RecordedCall {
  readonly remoteStream: MediaStream;
  readonly remoteVideo: MediaStream;
  readonly localTrack: MediaStreamTrack | undefined;
  on(event: 'track' | 'localTrack', listener: () => void): unknown;
  off(event: 'track' | 'localTrack', listener: () => void): unknown;
}

export interface RecorderOptions {
  /** Record the far side's picture too, if there is one at the start. Default false. */
  video?: boolean;
  /** ms of sound in each part that is written. Default 1000. */
  interval?: number;
}

/** Whatever takes the parts of the file, such as a `FileSystemWritableFileStream`. */
export type RecordingTarget = FileSystemFileHandle | WritableStream<Blob>;

/** Opens a file of this origin's private file system, empty. */
export async function privateFile(name: string): Promise<FileSystemFileHandle> {
  const root = await navigator.storage.getDirectory();
  return root.getFileHandle(name, { create: true });
}

/** The container that this browser records calls in, best first; undefined where it records none. */
export function recordingType(picture: boolean): string | undefined {
  const types = picture
    ? ['video/webm;codecs=vp8,opus', 'video/webm', 'video/mp4']
    : ['audio/webm;codecs=opus', 'audio/ogg;codecs=opus', 'audio/mp4'];
  return types.find((type) => MediaRecorder.isTypeSupported(type));
}

/** One recording: this side on the left channel, the far side on the right. */
export class Recorder extends Emitter<RecorderEvents> {
  readonly mimeType: string;
  readonly #call: RecordedCall;
  readonly #context = new AudioContext();
  readonly #merger = new ChannelMergerNode(this.#context, { numberOfInputs: 2 });
  readonly #recorder: MediaRecorder;
  readonly #writer: WritableStreamDefaultWriter<Blob>;
  readonly #ended: Promise<void>;
  readonly #onTrack = (): void => this.#listen();
  #written: Promise<void> = Promise.resolve();
  #sources: MediaStreamAudioSourceNode[] = [];
  #state: RecorderState = 'recording';
  #finished: Promise<void> | undefined;

  /** Begins to record. Rejects with a `media` SipError where the browser cannot, and with the file's own errors. */
  static async start(call: RecordedCall, target: RecordingTarget, options: RecorderOptions = {}): Promise<Recorder> {
    const mimeType = recordingType(options.video === true && picturesOf(call).length > 0);
    if (!mimeType) throw new SipError('media', 'this browser cannot record');
    const stream = 'createWritable' in target ? await target.createWritable() : target;
    const writer = stream.getWriter() as WritableStreamDefaultWriter<Blob>;
    return new Recorder(call, writer, mimeType, options);
  }

  private constructor(
    call: RecordedCall,
    writer: WritableStreamDefaultWriter<Blob>,
    mimeType: string,
    { video: picture = false, interval = 1000 }: RecorderOptions,
  ) {
    super();
    this.mimeType = mimeType;
    this.#call = call;
    this.#writer = writer;
    void this.#context.resume().catch(() => undefined);
    const mix = new MediaStreamAudioDestinationNode(this.#context, { channelCount: 2 });
    this.#merger.connect(mix);
    this.#listen();
    call.on('track', this.#onTrack);
    call.on('localTrack', this.#onTrack);
    const pictures = picture ? picturesOf(call) : [];
    this.#recorder = new MediaRecorder(new MediaStream([...mix.stream.getTracks(), ...pictures]), { mimeType });
    this.#recorder.ondataavailable = ({ data }) => this.#write(data);
    this.#ended = new Promise((resolve) => (this.#recorder.onstop = () => resolve()));
    this.#recorder.onerror = () => this.#giveUp();
    this.#recorder.start(interval);
  }

  get state(): RecorderState {
    return this.#state;
  }

  /** Leaves out what is said until `resume()`, as while the call is held. */
  pause(): void {
    if (this.#state !== 'recording') return;
    this.#recorder.pause();
    this.#become('paused');
  }

  resume(): void {
    if (this.#state !== 'paused') return;
    this.#recorder.resume();
    this.#become('recording');
  }

  /** Ends the recording. Resolves when the file is whole; rejects when it could not be written. */
  stop(): Promise<void> {
    return this.#finish('stopped');
  }

  #finish(state: 'stopped' | 'failed'): Promise<void> {
    if (!this.#finished) this.#state = state;
    return (this.#finished ??= Promise.resolve().then(() => this.#end(state)));
  }

  async #end(state: 'stopped' | 'failed'): Promise<void> {
    this.emit('state', state);
    this.#call.off('track', this.#onTrack);
    this.#call.off('localTrack', this.#onTrack);
    if (this.#recorder.state !== 'inactive') {
      this.#recorder.stop();
      await this.#ended;
    }
    for (const source of this.#sources) source.disconnect();
    await this.#context.close();
    await this.#written;
    await this.#writer.close();
  }

  #write(part: Blob): void {
    if (part.size === 0) return;
    this.#written = this.#written.then(() => this.#writer.write(part));
    // The disk is full or the file is gone: there is no sense in going on, and `stop()` tells why.
    this.#written.catch(() => this.#giveUp());
  }

  #giveUp(): void {
    if (this.#finished) return;
    this.#recorder.ondataavailable = null;
    this.#finish('failed').catch(() => undefined);
  }

  /** Another device or a new far end: the channels follow. */
  #listen(): void {
    for (const source of this.#sources) source.disconnect();
    const { localTrack, remoteStream } = this.#call;
    const streams = [localTrack && new MediaStream([localTrack]), remoteStream];
    this.#sources = streams.flatMap((stream, channel) => {
      if (!stream || stream.getAudioTracks().length === 0) return [];
      const source = this.#context.createMediaStreamSource(stream);
      source.connect(this.#merger, 0, channel);
      return [source];
    });
  }

  #become(state: RecorderState): void {
    this.#state = state;
    this.emit('state', state);
  }
}

/** One that has ended would keep the recorder of Firefox from ending. */
function picturesOf(call: RecordedCall): MediaStreamTrack[] {
  return call.remoteVideo.getVideoTracks().filter(({ readyState }) => readyState === 'live');
}
