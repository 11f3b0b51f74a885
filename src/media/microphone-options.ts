/**
 * The options, events and time limits of the microphone (Media Capture and Streams §4.3.7, §10).
 * Subjects: options of the microphone; events of the microphone.
 */

import type { Clock } from '../sip/base/clock.js';
import type { MicrophoneState } from './microphone-permission.js';

/** The audio processing of the browser. Each is on unless set to false. */
export interface MicrophoneProcessing {
  echoCancellation?: boolean;
  noiseSuppression?: boolean;
  autoGainControl?: boolean;
}

export interface MicrophoneOptions extends MicrophoneProcessing {
  /** The preferred `deviceId`. Where it is not connected, the system's default is used. */
  deviceId?: string | undefined;
}

export type MicrophoneEvents = {
  state: [state: MicrophoneState];
  /** The device in use has changed; undefined when it was released. */
  device: [label: string | undefined];
  /** The device was unplugged in use; `now` is its replacement, undefined where there is none. */
  fallback: [lost: string, now: string | undefined];
};

/** The clock and time limit of the microphone. */
export interface MicrophoneTiming {
  /** Default: the system clock. */
  clock?: Clock;
  /** ms for a device to start without a permission prompt; then it is `in-use`. Default 10 000. */
  startLimit?: number;
  /** ms for the user to answer a permission prompt that belongs to no call; then it is `denied`. Default 60 000. */
  promptLimit?: number;
}
