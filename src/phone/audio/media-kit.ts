/** Devices, mixer and recorder for calls, behind one interface, so that call logic is testable without a page. */

import {
  openCamera,
  openScreen,
  Mixer,
  QualityMonitor,
  Recorder,
  recordingType,
  type AudioSource,
  type CallMedia,
  type Microphone,
  type MixedCall,
  type RecordingTarget,
} from '../../media/index.js';
import type { Clock } from '../../sip/base/clock.js';
import type { ReadOption } from '../settings.js';
import type { Recordings } from './recordings.js';
import type { MakeMonitor } from './call-quality.js';
import type { StartRecorder } from './call-recording.js';

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
  readonly makeMonitor: MakeMonitor;
  readonly startRecorder: StartRecorder;
  openVideo(what: 'camera' | 'screen'): Promise<MediaStreamTrack>;
  /** Calls `listener` when another camera is chosen. Returns a function that removes it. */
  onCamera(listener: () => void): () => void;
  mix(calls: readonly MixedCall[]): Promise<RunningMixer>;
  dtmf(): DtmfOption;
  /** Plays the tone of a digit that was sent, as feedback for the user. */
  soundKey(digit: string): void;
}

export interface KitParts {
  readonly microphone: Microphone;
  readonly clock: Clock;
  readonly option: ReadOption;
  readonly recordings: Recordings;
  readonly soundKey: MediaKit['soundKey'];
  readonly camera: () => string | undefined;
  readonly onCamera: MediaKit['onCamera'];
}

export function mediaKit({ microphone, clock, option, recordings, soundKey, camera, onCamera }: KitParts): MediaKit {
  return {
    microphoneLevel: () => microphone.level(),
    makeMonitor: (media, options) => new QualityMonitor(media, { ...options, clock }),
    startRecorder: (...args) => record(recordings, ...args),
    openVideo: (what) => (what === 'screen' ? openScreen() : openCamera({ deviceId: camera() }, { clock })),
    onCamera,
    soundKey,
    mix: (calls) =>
      Mixer.join(
        orNothing(microphone, () => option('listenOnly')),
        calls,
      ),
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

const EXTENSIONS: Readonly<Record<string, string>> = { webm: 'webm', ogg: 'ogg', mp4: 'm4a' };

async function record(
  recordings: Recordings,
  media: CallMedia,
  name: string,
  callId: string,
): ReturnType<StartRecorder> {
  const video = media.remoteVideo.getVideoTracks().length > 0;
  const container = /\/(\w+)/.exec(recordingType(video) ?? '')?.[1] ?? '';
  const file = `${name}.${video && container === 'mp4' ? 'mp4' : (EXTENSIONS[container] ?? 'media')}`;
  const { target, read } = await openFile(recordings, file);
  const starting = Recorder.start(media, target, { video: video });
  recordings.follow(callId, file, starting.then(finished));
  const recorder = await starting;
  return { recorder, name: file, file: () => read(recorder.mimeType) };
}

/** Settles when the recorder has written its last part, or has failed. */
function finished(recorder: Recorder): Promise<void> {
  return new Promise((resolve, reject) => {
    recorder.on('state', (state) => {
      if (state === 'stopped' || state === 'failed') recorder.stop().then(resolve, reject);
    });
  });
}

interface OpenFile {
  readonly target: RecordingTarget;
  read(type: string): Promise<File>;
}

/** Opens a file in the private file system; where the browser cannot write there from a page, collects blobs. */
async function openFile(recordings: Recordings, name: string): Promise<OpenFile> {
  const handle = await recordings.open(name).catch(() => undefined);
  if (handle && 'createWritable' in handle)
    return { target: handle, read: async (type) => new File([await handle.getFile()], name, { type }) };
  const parts: Blob[] = [];
  const target = new WritableStream<Blob>({ write: (part) => void parts.push(part) });
  return { target, read: (type) => Promise.resolve(new File(parts, name, { type })) };
}
