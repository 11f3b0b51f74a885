/**
 * Records both parties of a call directly to a file, not in memory (MediaStream Recording; File System §2.6).
 * Subjects: recording to a file; MediaRecorder; format of a recording; stereo channels of a recording; OPFS file.
 */

import { SipError } from '../sip/base/errors.js';
import { Emitter } from '../sip/base/emitter.js';

export type RecorderState = 'recording' | 'paused' | 'stopped' | 'failed';

export type RecorderEvents = {
  state: [state: RecorderState];
};

/** The used part of a call; `CallMedia` implements it. */
export interface RecordedCall {
  readonly remoteStream: MediaStream;
  readonly remoteVideo: MediaStream;
  readonly localTrack: MediaStreamTrack | undefined;
  on(event: 'track' | 'localTrack', listener: () => void): void;
  off(event: 'track' | 'localTrack', listener: () => void): void;
}

export interface RecorderOptions {
  /** Also record the video of the remote party, if there is one at the start. Default false. */
  video?: boolean;
  /** ms between writes. Default 1000. */
  interval?: number;
}

/** The file to write, or a stream that receives its parts, such as a `FileSystemWritableFileStream`. */
export type RecordingTarget = FileSystemFileHandle | WritableStream<Blob>;

/** Opens or creates a file in the origin private file system. */
export async function privateFile(name: string): Promise<FileSystemFileHandle> {
  const root = await navigator.storage.getDirectory();
  return root.getFileHandle(name, { create: true });
}

/** Returns the MIME type for recordings with or without video; undefined where the browser supports none. */
export function recordingType(video: boolean): string | undefined {
  const types = video
    ? ['video/webm;codecs=vp8,opus', 'video/webm', 'video/mp4']
    : ['audio/webm;codecs=opus', 'audio/ogg;codecs=opus', 'audio/mp4'];
  return types.find((type) => MediaRecorder.isTypeSupported(type));
}

/** A recording with the local party on the left channel and the remote party on the right. */
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

  /** Starts a recording. Rejects with a `media` SipError where the browser cannot record, or with an error of the file. */
  static async start(call: RecordedCall, target: RecordingTarget, options: RecorderOptions = {}): Promise<Recorder> {
    const mimeType = recordingType(options.video === true && videoTracksOf(call).length > 0);
    if (!mimeType) throw new SipError('media', 'this browser cannot record');
    const stream = 'createWritable' in target ? await target.createWritable() : target;
    const writer = stream.getWriter() as WritableStreamDefaultWriter<Blob>;
    return new Recorder(call, writer, mimeType, options);
  }

  private constructor(
    call: RecordedCall,
    writer: WritableStreamDefaultWriter<Blob>,
    mimeType: string,
    { video = false, interval = 1000 }: RecorderOptions,
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
    const videoTracks = video ? videoTracksOf(call) : [];
    this.#recorder = new MediaRecorder(new MediaStream([...mix.stream.getTracks(), ...videoTracks]), { mimeType });
    this.#recorder.ondataavailable = ({ data }) => this.#write(data);
    this.#ended = new Promise((resolve) => (this.#recorder.onstop = () => resolve()));
    this.#recorder.onerror = () => this.#giveUp();
    this.#recorder.start(interval);
  }

  get state(): RecorderState {
    return this.#state;
  }

  /** Pauses the recording until `resume()`, for example during hold. */
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

  /** Ends the recording. Resolves when the file is complete; rejects when it could not be written. */
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
    // A write failed, for example on a full disk: ends the recording; `stop()` rejects with the error.
    this.#written.catch(() => this.#giveUp());
  }

  #giveUp(): void {
    if (this.#finished) return;
    this.#recorder.ondataavailable = null;
    this.#finish('failed').catch(() => undefined);
  }

  /** Connects the current local and remote tracks to the channels. */
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

/** Returns the live video tracks of the remote party; with an ended one the recorder of Firefox never stops. */
function videoTracksOf(call: RecordedCall): MediaStreamTrack[] {
  return call.remoteVideo.getVideoTracks().filter(({ readyState }) => readyState === 'live');
}
