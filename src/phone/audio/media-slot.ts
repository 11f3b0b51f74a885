/**
 * The place of the functions of the chunk `media-chunk.ts`, which puts them there when it is evaluated.
 * Subjects: place of the late media functions.
 */

import { lateSlot } from '../late-slot.js';
import type { AudioSource, DeviceList, MixedCall } from '../../media/index.js';
import type { Clock } from '../../sip/base/clock.js';
import type { Conference, MakeMixer } from './conference.js';
import type { CallQualityWatch, WatchedCall } from './call-quality.js';
import type { CallRecorder, RecordedCall, RecorderParts } from './call-recorder.js';
import type { DeviceChanges, NoticedDevices } from './device-changes.js';
import type { DeviceTests, DeviceTestsOwner, TestedDevices } from './device-tests.js';
import type { OneOrMore } from './further-outputs.js';
import type { RunningMixer } from './media-kit.js';
import type { DeviceNotice } from './media-state.js';
import type { Playback, PlaybackParts } from './playback.js';

export interface MediaCode {
  recorder(call: RecordedCall, parts: RecorderParts): CallRecorder;
  conference(makeMixer: MakeMixer): Conference;
  mix(microphone: AudioSource, calls: readonly MixedCall[]): Promise<RunningMixer>;
  watchQuality(call: WatchedCall, clock: Clock): CallQualityWatch;
  deviceTests(devices: TestedDevices, clock: Clock, owner: DeviceTestsOwner): DeviceTests;
  deviceChanges(
    list: DeviceList,
    users: NoticedDevices,
    clock: Clock,
    show: (notice: DeviceNotice | undefined) => void,
    ringOutput: () => OneOrMore,
  ): DeviceChanges;
  playback(parts: PlaybackParts): Playback;
  openVideo(what: 'camera' | 'screen', deviceId: string | undefined, clock: Clock): Promise<MediaStreamTrack>;
}

export const {
  supply: supplyMediaCode,
  supplied: suppliedMediaCode,
  whenSupplied: whenMediaSupplied,
} = lateSlot<MediaCode>();
