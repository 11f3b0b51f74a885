/** The place of the functions of the chunk `media-extras.ts`, which puts them there when it is evaluated. */

import type { AudioSource, MixedCall } from '../../media/index.js';
import type { Clock } from '../../sip/base/clock.js';
import type { Recordings } from './recordings.js';
import type { CallQualityWatch, WatchedCall } from './call-quality.js';
import type { CallRecording, CallRecordingOptions } from './call-recording.js';
import type { DeviceTests, DeviceTestsOwner, TestedDevices } from './device-tests.js';
import type { RunningMixer } from './media-kit.js';
import type { Playback, PlaybackParts } from './playback.js';

export interface MediaExtras {
  recording(options: CallRecordingOptions, recordings: Recordings): CallRecording;
  mix(microphone: AudioSource, calls: readonly MixedCall[]): Promise<RunningMixer>;
  watchQuality(call: WatchedCall, clock: Clock): CallQualityWatch;
  deviceTests(devices: TestedDevices, clock: Clock, owner: DeviceTestsOwner): DeviceTests;
  playback(parts: PlaybackParts): Playback;
  openVideo(what: 'camera' | 'screen', deviceId: string | undefined, clock: Clock): Promise<MediaStreamTrack>;
}

let present: MediaExtras | undefined;

export function supplyExtras(extras: MediaExtras): void {
  present = extras;
}

export const suppliedExtras = (): MediaExtras | undefined => present;
