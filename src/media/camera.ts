/** Opens a camera (Media Capture and Streams §10) or a screen (Screen Capture §5); the application stops the track. */

import { openPreferred } from './capture.js';
import { DeviceError, deviceErrorReason } from './errors.js';

export interface CameraOptions {
  /** The preferred `deviceId`; another camera is used where it is not connected. */
  deviceId?: string | undefined;
  /** The preferred camera of a mobile device. */
  facing?: 'user' | 'environment';
  /** The ideal size in pixels. Default 1280 × 720. */
  width?: number;
  height?: number;
}

/** Opens a camera; call it in a user gesture. Rejects with a `DeviceError`. */
export async function openCamera(options: CameraOptions = {}): Promise<MediaStreamTrack> {
  const { deviceId, facing, width = 1280, height = 720 } = options;
  const video: MediaTrackConstraints = { width: { ideal: width }, height: { ideal: height } };
  if (facing) video.facingMode = { ideal: facing };
  return open('camera', () =>
    openPreferred(deviceId, (id) => navigator.mediaDevices.getUserMedia({ video: { ...video, ...id } })),
  );
}

/**
 * Lets the user choose a screen, window or tab; call it in a user gesture. The track emits `ended` when the user stops
 * sharing in the browser. Rejects with a `DeviceError`; `denied` when the user cancels the choice.
 */
export async function openScreen(): Promise<MediaStreamTrack> {
  const track = await open('screen', () => navigator.mediaDevices.getDisplayMedia({ video: true, audio: false }));
  // Prefers sharp text to a high frame rate (MediaStreamTrack Content Hints §3.2).
  track.contentHint = 'detail';
  return track;
}

async function open(device: 'camera' | 'screen', ask: () => Promise<MediaStream>): Promise<MediaStreamTrack> {
  if (!isSecureContext || !(navigator.mediaDevices as MediaDevices | undefined))
    throw new DeviceError(device, 'insecure');
  try {
    return (await ask()).getVideoTracks()[0]!;
  } catch (error) {
    throw new DeviceError(device, deviceErrorReason(error, device === 'camera' ? 'camera' : 'display-capture'), error);
  }
}
