/** What the state says of devices, quality, picture and recording: plain, immutable data. */

import type { Device, DeviceUse, QualityWarning, Side } from '../../media/index.js';

export type { Device, DeviceUse, QualityWarning, Side };

/** What is plugged in, what is chosen, how loud. `phone.devices` has the commands. */
export interface DevicesState {
  readonly microphones: readonly Device[];
  readonly speakers: readonly Device[];
  readonly cameras: readonly Device[];
  /** The `deviceId` chosen for a use, whether it is there or not; absent for the system's default. */
  readonly chosen: Readonly<Partial<Record<DeviceUse, string>>>;
  /** Whether this browser lets a page choose where sound comes out (Audio Output Devices API). */
  readonly canChooseSpeaker: boolean;
  /** 0 to 1. */
  readonly volume: { readonly speaker: number; readonly ringer: number };
  readonly processing: SoundProcessing;
  /** A device that was in use has gone, or is back: to be told once. Gone again after `phone.devices.dismissNotice()`. */
  readonly notice: DeviceNotice | undefined;
  /** A test that runs now. */
  readonly test: AudioTest | undefined;
}

/** What the browser does to the sound of the microphone (Media Capture and Streams §4.3.8). All on unless set. */
export interface SoundProcessing {
  readonly echoCancellation: boolean;
  readonly noiseSuppression: boolean;
  readonly autoGainControl: boolean;
}

/** `lost`: label of what was in use; `now`: label of what is used instead, absent where there is nothing. */
export type DeviceNotice =
  | { readonly kind: 'lost'; readonly use: DeviceUse; readonly lost: string; readonly now?: string }
  | { readonly kind: 'back'; readonly use: DeviceUse; readonly now: string };

/** A test of devices outside a call: a sound in the speaker or ringer, or a few seconds recorded and played again. */
export type AudioTest =
  | { readonly kind: 'speaker' | 'ringer'; readonly status: 'playing' }
  | { readonly kind: 'microphone'; readonly status: 'recording' | 'playing'; readonly endsAt: number };

/** What a call sounds like now, once a second while it is up. */
export interface CallQuality {
  /** 0 to 4 bars; 4 is as good as a telephone gets. */
  readonly bars: 0 | 1 | 2 | 3 | 4;
  /** Mean opinion score, 1 to 4.5 (ITU-T G.107); absent until there are two samples. */
  readonly mos?: number;
  /** Parts of the whole, 0 to 1. */
  readonly lossIn?: number;
  readonly lossOut?: number;
  /** Seconds. */
  readonly jitter?: number;
  readonly roundTrip?: number;
  /** Bits a second. */
  readonly bitrateIn?: number;
  readonly bitrateOut?: number;
  readonly codec?: string;
  /** How the packets go: straight, by a translated address, or over a TURN server (RFC 8445 §5.1.1). */
  readonly path?: 'host' | 'reflexive' | 'relay';
  /** What is wrong now, the newest last, without those that the person wanted to be quiet. */
  readonly warnings: readonly QualityWarning[];
  /** Whose connection is weak. */
  readonly side: Side;
}

/** A recording of a call. `failed` has told why in `state.problem`. */
export interface RecordingState {
  readonly status: 'recording' | 'paused' | 'failed';
  readonly since: number;
}

/** A recording that was made: the name of its file in the private file system of the page, and when (wall clock, ms). */
export interface RecordingFile {
  readonly name: string;
  /** MIME type. */
  readonly type: string;
  readonly startedAt: number;
  readonly endedAt: number;
}

/** The picture of a call. */
export interface VideoState {
  /** What this side shows. */
  readonly local: 'none' | 'camera' | 'screen';
  /** Whether the far side shows something. */
  readonly remote: boolean;
}
