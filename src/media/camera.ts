/** Pictures to send: a camera (Media Capture and Streams §10) or a screen (Screen Capture §5). Whoever opens one stops it. */

import { openPreferred } from './capture.js';
import { DeviceError, deviceErrorReason } from './errors.js';

export interface CameraOptions {
  /** A `deviceId` to prefer; another one is taken where it is not connected. */
  deviceId?: string | undefined;
  /** Which way a phone's camera looks. */
  facing?: 'user' | 'environment';
  /** Pixels; the camera comes as near as it can. Default 1280 × 720. */
  width?: number;
  height?: number;
}

/** Opens a camera; call it in a gesture. Rejects with a `DeviceError`. */
export async function openCamera(options: CameraOptions = {}): Promise<MediaStreamTrack> {
  const { deviceId, facing, width = 1280, height = 720 } = options;
  const video: MediaTrackConstraints = { width: { ideal: width }, height: { ideal: height } };
  if (facing) video.facingMode = { ideal: facing };
  return open('camera', () =>
    openPreferred(deviceId, (id) => navigator.mediaDevices.getUserMedia({ video: { ...video, ...id } })),
  );
}

/**
 * Lets the person choose a screen, window or tab; call it in a gesture. The track ends when the person stops the sharing
 * in the browser's own bar: listen to its `ended`. Rejects with a `DeviceError`; to cancel the choice is `denied`.
 */
export async function openScreen(): Promise<MediaStreamTrack> {
  const track = await open('screen', () => navigator.mediaDevices.getDisplayMedia({ video: true, audio: false }));
  // Text must stay sharp, even if it moves less smoothly (MediaStreamTrack Content Hints §3.2).
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
