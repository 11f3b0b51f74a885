/**
 * State of devices, quality, video and recording: plain, immutable data.
 * Subjects: state of devices, quality and recording, types; warnings of quality, names.
 */

import type { Device, DeviceUse, QualityWarning, Ringer, WeakParty } from '../../media/index.js';

export type { Ringer, Device, DeviceUse, QualityWarning, WeakParty };

/** Devices, the chosen ones, and volumes. `phone.devices` has the commands. */
export interface DevicesState {
  readonly microphones: readonly Device[];
  readonly speakers: readonly Device[];
  readonly cameras: readonly Device[];
  /** The `deviceId` chosen for each use, also of a device that is not connected; absent for the system's default. */
  readonly chosen: Readonly<Partial<Record<DeviceUse, string>>>;
  /** Whether the browser supports the choice of an output device (Audio Output Devices API). */
  readonly canChooseSpeaker: boolean;
  /** Volumes, 0 to 1. */
  readonly volume: { readonly speaker: number; readonly ringer: number };
  readonly processing: AudioProcessing;
  /** The ringer that the user has chosen; undefined for the ringtone of the page, or the built-in one. */
  readonly ringer: Ringer | undefined;
  /** A device in use was disconnected or has returned, until `phone.devices.dismissNotice()`. */
  readonly notice: DeviceNotice | undefined;
  /** The current device test. */
  readonly test: AudioTest | undefined;
}

/** Processing of the microphone by the browser (Media Capture and Streams §4.3.8). All on by default. */
export interface AudioProcessing {
  readonly echoCancellation: boolean;
  readonly noiseSuppression: boolean;
  readonly autoGainControl: boolean;
}

/** `lost`: label of the device that was in use; `now`: label of its replacement, absent where there is none. */
export type DeviceNotice =
  | { readonly kind: 'lost'; readonly use: DeviceUse; readonly lost: string; readonly now?: string }
  | { readonly kind: 'back'; readonly use: DeviceUse; readonly now: string };

/** A device test outside a call: a tone on the speaker or ringer, or a recording of the microphone that is played. */
export type AudioTest =
  | { readonly kind: 'speaker' | 'ringer'; readonly status: 'playing' }
  | { readonly kind: 'microphone'; readonly status: 'recording' | 'playing'; readonly endsAt: number };

/** Quality of an active call, updated each second. */
export interface CallQuality {
  /** Quality as 0 to 4 bars; 4 is the best. */
  readonly bars: 0 | 1 | 2 | 3 | 4;
  /** Mean opinion score, 1 to 4.5 (ITU-T G.107); absent until there are two samples. */
  readonly mos?: number;
  /** Packet loss, received and sent: ratio, 0 to 1. */
  readonly lossIn?: number;
  readonly lossOut?: number;
  /** Jitter and round-trip time, seconds. */
  readonly jitter?: number;
  readonly roundTrip?: number;
  /** Bits per second. */
  readonly bitrateIn?: number;
  readonly bitrateOut?: number;
  readonly codec?: string;
  /** Path of the media: direct, through NAT, or over a TURN server (RFC 8445 §5.1.1). */
  readonly path?: 'host' | 'reflexive' | 'relay';
  /** Current warnings, newest last, without those that the user has hidden. */
  readonly warnings: readonly QualityWarning[];
  /** The party whose connection is weak. */
  readonly weakParty: WeakParty;
}

/** A recording of a call. For `failed`, `state.problem` has the reason. */
export interface RecordingState {
  readonly status: 'recording' | 'paused' | 'failed';
  readonly since: number;
  /** The server records (option `recordAt`): this device has no file, and hold does not pause it here. */
  readonly atServer?: true;
}

/** A recording: its file in the origin private file system, and its times (wall clock, ms). */
export interface RecordingFile {
  readonly name: string;
  /** MIME type. */
  readonly type: string;
  readonly startedAt: number;
  readonly endedAt: number;
}

/** Video of a call. */
export interface VideoState {
  /** Video that is sent. */
  readonly local: 'none' | 'camera' | 'screen';
  /** Whether video is received. */
  readonly remote: boolean;
}

/** A file or stream that is played into a call, updated each second. */
export interface PlayingState {
  /** The name of the file; absent where it is not known. */
  readonly name?: string;
  readonly mode: 'replace' | 'mix';
  readonly loop: boolean;
  /** Seconds that have been played. */
  readonly position: number;
  /** Seconds of the file; absent for a stream. */
  readonly duration?: number;
}
