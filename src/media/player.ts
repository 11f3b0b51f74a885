/**
 * Plays a file or a stream as the audio that a call sends (Web Audio §1.9), alone or mixed with the microphone.
 * Subjects: audio file played into a call; hold music, playing; audio mixed with the microphone.
 */

import { systemClock, type Clock } from '../sip/base/clock.js';
import { messageOf } from '../sip/base/errors.js';
import { leased, type AudioLease, type AudioSource } from './audio-source.js';
import { limiter } from './limiter.js';

/** An audio file, by its URL or as its content; decoded audio; or a stream, which ends with its audio tracks. */
type PlayableSource = string | URL | Blob | AudioBuffer | MediaStream;

export interface PlayerOptions {
  /** Repeats a file until `close()`. Default false. */
  readonly loop?: boolean | undefined;
  /** The gain of the file, 0 to 1. Default 1. */
  readonly volume?: number | undefined;
  /** Mixed with the file. Default: the file alone. */
  readonly microphone?: AudioSource | undefined;
  readonly clock?: Clock | undefined;
}

/** The time that the last samples take from the audio graph to the packets that are sent, ms. */
const TAIL = 200;
/** How often a stream is checked, ms: a track that the page stops itself has no event (Media Capture and Streams §4.3.3). */
const STREAM_CHECK = 500;

/** Resolves with the audio of a source. Rejects with an `Error` that tells why it cannot be played, or with the reason of `signal`. */
export async function readSource(source: PlayableSource, signal: AbortSignal): Promise<AudioBuffer | MediaStream> {
  if (source instanceof AudioBuffer) return source;
  if (source instanceof MediaStream) {
    if (source.getAudioTracks().some(({ readyState }) => readyState === 'live')) return source;
    throw new Error('The stream has no audio track');
  }
  const data = await (source instanceof Blob ? source.arrayBuffer() : fetched(source, signal));
  signal.throwIfAborted();
  const context = new OfflineAudioContext({ length: 1, sampleRate: 48_000 });
  const decoded = await context.decodeAudioData(data).catch((error: unknown) => {
    throw new Error(`The file cannot be decoded: ${messageOf(error)}`, { cause: error });
  });
  signal.throwIfAborted();
  return decoded;
}

async function fetched(url: string | URL, signal: AbortSignal): Promise<ArrayBuffer> {
  let response: Response;
  try {
    response = await fetch(url, { signal });
  } catch (error) {
    signal.throwIfAborted();
    throw new Error(`The file could not be fetched: ${messageOf(error)}`, { cause: error });
  }
  if (!response.ok) throw new Error(`The file could not be fetched: ${response.status} ${response.statusText}`.trim());
  return response.arrayBuffer();
}

export class Player {
  /** The track to send. It is stopped by `close()`. */
  readonly track: MediaStreamTrack;
  /** Seconds of the file; undefined for a stream. */
  readonly duration: number | undefined;
  /** Resolves when the file or stream has been played, and when the player is closed. */
  readonly ended: Promise<void>;
  readonly #context = new AudioContext();
  readonly #loop: boolean;
  readonly #voice: GainNode;
  readonly #lease: AudioLease | undefined;
  #own: MediaStreamAudioSourceNode | undefined;
  #end!: () => void;
  #begin = 0;

  /** Opens the microphone, where it is mixed, and begins to play. Rejects with a `MicrophoneError`, or with the reason of `signal`. */
  static async start(audio: AudioBuffer | MediaStream, options: PlayerOptions, signal: AbortSignal): Promise<Player> {
    const lease = await options.microphone?.acquire(signal);
    if (signal.aborted) lease?.release();
    signal.throwIfAborted();
    return leased(lease, () => new Player(audio, options, lease));
  }

  private constructor(audio: AudioBuffer | MediaStream, options: PlayerOptions, lease: AudioLease | undefined) {
    const { loop = false, volume = 1, clock = systemClock } = options;
    const context = this.#context;
    const destination = new MediaStreamAudioDestinationNode(context, { channelCount: 1 });
    const sum = limiter(context, destination);
    this.track = destination.stream.getAudioTracks()[0]!;
    this.#loop = loop;
    this.#voice = new GainNode(context);
    this.#voice.connect(sum);
    this.#lease = lease;
    this.#follow(lease?.track);
    lease?.onTrack((track) => this.#follow(track));
    this.ended = new Promise((resolve) => (this.#end = resolve));
    const gain = new GainNode(context, { gain: Math.min(1, Math.max(0, volume)) });
    gain.connect(sum);
    if (audio instanceof MediaStream) this.#playStream(audio, gain, clock);
    else {
      const file = new AudioBufferSourceNode(context, { buffer: audio, loop });
      file.addEventListener('ended', () => clock.after(TAIL, this.#end));
      file.connect(gain);
      file.start();
      this.duration = audio.duration;
    }
    this.#begin = context.currentTime;
    void context.resume().catch(() => undefined);
  }

  /** Seconds that have been played; of a repeated file those since it began again. */
  get position(): number {
    const played = this.#context.currentTime - this.#begin;
    const { duration } = this;
    if (duration === undefined) return played;
    return this.#loop && duration > 0 ? played % duration : Math.min(played, duration);
  }

  /** Whether the microphone is left out of the mix. */
  set muted(muted: boolean) {
    this.#voice.gain.value = muted ? 0 : 1;
  }

  /** Pauses the file, or continues. A stream continues, but is not sent. */
  set paused(paused: boolean) {
    const { state } = this.#context;
    if (state === 'closed') return;
    void (paused ? this.#context.suspend() : this.#context.resume()).catch(() => undefined);
  }

  /** Ends the sound and releases the microphone. Safe to call twice. */
  close(): void {
    this.#end();
    this.#lease?.release();
    this.track.stop();
    if (this.#context.state !== 'closed') void this.#context.close().catch(() => undefined);
  }

  #playStream(stream: MediaStream, gain: GainNode, clock: Clock): void {
    new MediaStreamAudioSourceNode(this.#context, { mediaStream: stream }).connect(gain);
    const check = (): void => {
      if (this.track.readyState === 'ended') return;
      if (stream.getAudioTracks().every(({ readyState }) => readyState === 'ended')) this.#end();
      else clock.after(STREAM_CHECK, check);
    };
    check();
  }

  #follow(track: MediaStreamTrack | undefined): void {
    this.#own?.disconnect();
    this.#own = track && new MediaStreamAudioSourceNode(this.#context, { mediaStream: new MediaStream([track]) });
    this.#own?.connect(this.#voice);
  }
}
