/**
 * Devices, mixer and recorder for calls, behind one interface, so that call logic is testable without a page.
 * Subjects: media kit of calls; holdMusic and dtmf options, read.
 */

import type { AudioSource, Microphone, MixedCall } from '../../media/index.js';
import type { Clock } from '../../sip/base/clock.js';
import type { ReadOption } from '../settings.js';
import type { Recordings } from './recordings.js';
import type { CallQualityWatch, WatchedCall } from './call-quality.js';
import type { CallRecorder, RecordedCall, RecorderParts } from './call-recorder.js';
import { mediaCode } from './late-media.js';
import type { Playback, PlaybackCall } from './playback.js';

/** How DTMF digits are sent: `auto` as RTP events (RFC 4733) where the remote party accepts them, otherwise as INFO. */
export type DtmfOption = 'auto' | 'rtp' | 'info';

/** The interface of `Mixer` that a conference uses. */
export interface RunningMixer {
  muted: boolean;
  add(call: MixedCall): Promise<void>;
  remove(call: MixedCall): Promise<void>;
  close(): Promise<void>;
}

export interface MediaKit {
  microphoneLevel(): number | undefined;
  /** Starts to measure a call. Rejects with a `PhoneError` where the code cannot be loaded. */
  watchQuality(call: WatchedCall): Promise<CallQualityWatch>;
  /** Creates the recordings of a call. Rejects with a `PhoneError` where the code cannot be loaded. */
  recorder(call: RecordedCall, problem: RecorderParts['problem']): Promise<CallRecorder>;
  openVideo(what: 'camera' | 'screen'): Promise<MediaStreamTrack>;
  /** Calls `listener` when another camera is chosen. Returns a function that removes it. */
  onCamera(listener: () => void): () => void;
  mix(calls: readonly MixedCall[]): Promise<RunningMixer>;
  /** Resolves with the playback of files into a call. Rejects with a `PhoneError` where its code cannot be loaded. */
  playback(call: PlaybackCall): Promise<Playback>;
  /** The option `holdMusic`. */
  holdMusic(): string | undefined;
  dtmf(): DtmfOption;
  /** Plays the tone of a digit that was sent, as feedback for the user. */
  soundKey(digit: string): void;
}

interface KitParts {
  readonly microphone: Microphone;
  readonly clock: Clock;
  readonly option: ReadOption;
  readonly recordings: Recordings;
  readonly soundKey: MediaKit['soundKey'];
  readonly camera: () => string | undefined;
  readonly onCamera: MediaKit['onCamera'];
  readonly musicFailed: (detail: string) => void;
}

export function mediaKit(parts: KitParts): MediaKit {
  const { microphone, clock, option, recordings, soundKey, camera, onCamera, musicFailed } = parts;
  const voice = orNothing(microphone, () => option('listenOnly'));
  const holdMusic = (): string | undefined => option('holdMusic') || undefined;
  return {
    microphoneLevel: () => microphone.level(),
    watchQuality: async (call) => (await mediaCode()).watchQuality(call, clock),
    recorder: async (call, problem) => (await mediaCode()).recorder(call, { clock, option, recordings, problem }),
    openVideo: async (what) => (await mediaCode()).openVideo(what, camera(), clock),
    onCamera,
    soundKey,
    mix: async (calls) => (await mediaCode()).mix(voice, calls),
    playback: async (call) => (await mediaCode()).playback({ call, clock, microphone: voice, holdMusic, musicFailed }),
    holdMusic,
    dtmf: () => option('dtmf'),
  };
}

/** Opens the microphone, or no track where it fails and `listens` returns true. */
function orNothing(microphone: Microphone, listens: () => boolean): AudioSource {
  return {
    acquire: async (signal) => {
      try {
        return await microphone.acquire(signal);
      } catch (error) {
        if (!listens()) throw error;
        return { track: undefined, onTrack: () => () => undefined, release: () => undefined };
      }
    },
  };
}
