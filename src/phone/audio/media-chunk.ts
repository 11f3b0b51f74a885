/**
 * The chunk of measurement, recording, conference and its mixer, playback of files and camera; it supplies its functions when it is
 * evaluated.
 * Subjects: chunk of measurement, recorder, mixer and camera; file type of a recording, extension.
 */

import { openCamera, openScreen } from '../../media/camera.js';
import type { CallMedia } from '../../media/call-media.js';
import { Mixer } from '../../media/mixer.js';
import { QualityMonitor } from '../../media/quality/quality-monitor.js';
import { Recorder, recordingType, type RecordingTarget } from '../../media/recorder.js';
import { Conference } from './conference.js';
import { CallPlayback } from './call-playback.js';
import { CallQualityWatch } from './call-quality.js';
import { CallRecorder } from './call-recorder.js';
import type { Recorded } from './page-recording.js';
import { DeviceChanges } from './device-changes.js';
import { DeviceTests } from './device-tests.js';
import { ringAtAll } from './further-outputs.js';
import { supplyMediaCode } from './media-slot.js';
import type { Recordings } from './recordings.js';

const EXTENSIONS: Readonly<Record<string, string>> = { webm: 'webm', ogg: 'ogg', mp4: 'm4a' };

async function record(recordings: Recordings, media: CallMedia, name: string, callId: string): Promise<Recorded> {
  const video = media.remoteVideo.getVideoTracks().length > 0;
  const container = /\/(\w+)/.exec(recordingType(video) ?? '')?.[1] ?? '';
  const file = `${name}.${video && container === 'mp4' ? 'mp4' : (EXTENSIONS[container] ?? 'media')}`;
  const { target, read } = await openFile(recordings, file);
  const starting = Recorder.start(media, target, { video });
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

supplyMediaCode({
  recorder: (call, parts) =>
    new CallRecorder(call, parts, (media, name) => record(parts.recordings, media, name, call.id)),
  conference: (makeMixer) => new Conference(makeMixer),
  mix: (microphone, calls) => Mixer.join(microphone, calls),
  watchQuality: (call, clock) =>
    new CallQualityWatch(call, clock, (media, options) => new QualityMonitor(media, { ...options, clock })),
  deviceChanges: (list, users, clock, show, ringOutput) => {
    ringAtAll(users.ringer, list, ringOutput);
    return new DeviceChanges(list, users, clock, show);
  },
  deviceTests: (...args) => new DeviceTests(...args),
  playback: (parts) => new CallPlayback(parts),
  openVideo: (what, deviceId, clock) => (what === 'screen' ? openScreen() : openCamera({ deviceId }, { clock })),
});
