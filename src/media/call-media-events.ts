/**
 * The events of the media of a call.
 * Subjects: events of the media of a call.
 */

import type { MediaState } from './connection-monitor.js';
import type { MicrophoneError } from './errors.js';

export type CallMediaEvents = {
  state: [state: MediaState, previous: MediaState];
  /** A track of the remote party was added to `remoteStream` or `remoteVideo`. */
  track: [track: MediaStreamTrack];
  /** `localTrack` has changed. */
  localTrack: [];
  /** `peerConnection` was replaced. */
  peerConnection: [connection: RTCPeerConnection];
  /** The remote party has held or resumed the call. */
  remoteHold: [held: boolean];
  /** A re-INVITE with `iceRestart` is needed. Emitted once per interruption. */
  restart: [reason: string];
  /**
   * The call continues without a microphone: because of `listenOnly`, or because the device failed to start after the
   * description had been sent. A listener may end the call.
   */
  microphone: [error: MicrophoneError];
};
