/**
 * Opens a camera (Media Capture and Streams §10) or a screen (Screen Capture §5); the application stops the track.
 * Subjects: camera opened; screen sharing, capture; facing of the camera; video resolution.
 */

import { systemClock, type Clock } from '../sip/base/clock.js';
import { DeviceRequest, openPreferred } from './device-request.js';
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

/** The clock and the time limits of opening a camera. */
export interface CameraTiming {
  /** Default: the system clock. */
  clock?: Clock;
  /** ms for a camera to start without a permission prompt; then it is `in-use`. Default 10 000. */
  startLimit?: number;
  /** ms for the user to answer the permission prompt; then it is `denied`. Default 30 000, as a caller may be waiting. */
  promptLimit?: number;
}

/** Opens a camera; call it in a user gesture. Rejects with a `DeviceError`, after a time limit too. */
export async function openCamera(options: CameraOptions = {}, timing: CameraTiming = {}): Promise<MediaStreamTrack> {
  const { deviceId, facing, width = 1280, height = 720 } = options;
  const video: MediaTrackConstraints = { width: { ideal: width }, height: { ideal: height } };
  if (facing) video.facingMode = { ideal: facing };
  const ask = (id: { deviceId?: ConstrainDOMString }): Promise<MediaStream> =>
    navigator.mediaDevices.getUserMedia({ video: { ...video, ...id } });
  return open('camera', () => limited(openPreferred(deviceId, ask), timing));
}

/**
 * Lets the user choose a screen, window or tab; call it in a user gesture. The track emits `ended` when the user stops
 * sharing in the browser. Rejects with a `DeviceError`; `denied` when the user cancels the choice.
 */
export async function openScreen(): Promise<MediaStreamTrack> {
  const track = await open('screen', () =>
    videoOf(navigator.mediaDevices.getDisplayMedia({ video: true, audio: false })),
  );
  // Prefers sharp text to a high frame rate (MediaStreamTrack Content Hints §3.2).
  track.contentHint = 'detail';
  return track;
}

async function open(device: 'camera' | 'screen', ask: () => Promise<MediaStreamTrack>): Promise<MediaStreamTrack> {
  if (!globalThis.isSecureContext || !(navigator.mediaDevices as MediaDevices | undefined))
    throw new DeviceError(device, 'insecure');
  try {
    return await ask();
  } catch (error) {
    if (error instanceof DeviceError) throw error;
    throw new DeviceError(device, deviceErrorReason(error, device === 'camera' ? 'camera' : 'display-capture'), error);
  }
}

async function videoOf(asked: Promise<MediaStream>): Promise<MediaStreamTrack> {
  return (await asked).getVideoTracks()[0]!;
}

/** Rejects with a `DeviceError` at the time limit; a track that arrives later is stopped. */
async function limited(
  asked: Promise<MediaStream>,
  { clock = systemClock, startLimit = 10_000, promptLimit = 30_000 }: CameraTiming,
): Promise<MediaStreamTrack> {
  const request = new DeviceRequest(videoOf(asked));
  const [reason, limit] = (await isGranted()) ? (['in-use', startLimit] as const) : (['denied', promptLimit] as const);
  const timer = clock.after(limit, () =>
    request.giveUp(new DeviceError('camera', reason, new Error(`it did not start in ${limit} ms`))),
  );
  try {
    return await request.result;
  } finally {
    timer.cancel();
  }
}

/** Whether the camera opens without a permission prompt, as far as the browser tells. */
async function isGranted(): Promise<boolean> {
  try {
    return (await navigator.permissions.query({ name: 'camera' as PermissionName })).state === 'granted';
  } catch {
    return false;
  }
}
