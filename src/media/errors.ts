/** Errors of opening a microphone, camera or screen (Media Capture and Streams §10.2). */

import { SipError } from '../sip/base/errors.js';

export type DeviceErrorReason =
  'denied' | 'missing' | 'insecure' | 'blocked-by-frame' | 'in-use' | 'unsupported' | 'unknown';

/** A device could not be opened; `reason` says why. `kind` is `media`. */
export class DeviceError extends SipError {
  override readonly name: string = 'DeviceError';

  constructor(
    readonly device: 'microphone' | 'camera' | 'screen',
    readonly reason: DeviceErrorReason,
    cause?: unknown,
  ) {
    super('media', `${device}: ${SENTENCES[reason]}`, { cause });
  }
}

/** The microphone could not be opened. */
export class MicrophoneError extends DeviceError {
  override readonly name: string = 'MicrophoneError';

  constructor(reason: DeviceErrorReason, cause?: unknown) {
    super('microphone', reason, cause);
  }
}

const SENTENCES: Record<DeviceErrorReason, string> = {
  denied: 'the user or the browser denied the permission',
  missing: 'no such device is connected',
  insecure: 'the page is not served over https, so that the browser has no access to devices',
  'blocked-by-frame': 'the permissions policy of the page around this frame does not allow it',
  'in-use': 'another program uses it, or it could not be started',
  unsupported: 'this environment has no WebRTC',
  unknown: 'it could not be opened',
};

/** Feature names of Permissions Policy. */
type Feature = 'microphone' | 'camera' | 'display-capture';

/**
 * Returns the reason of a rejection of `getUserMedia`. A frame without the feature gets the same `NotAllowedError` as a
 * denial by the user (Permissions Policy §9.9), so the policy is read as well.
 */
export function deviceErrorReason(error: unknown, feature: Feature): Exclude<DeviceErrorReason, 'unsupported'> {
  switch (error instanceof Error ? error.name : '') {
    case 'NotAllowedError':
    case 'PermissionDeniedError':
    case 'SecurityError':
      return isBlockedByFrame(feature) ? 'blocked-by-frame' : 'denied';
    case 'NotFoundError':
    case 'DevicesNotFoundError':
    case 'OverconstrainedError':
      return 'missing';
    case 'NotReadableError':
    case 'TrackStartError':
    case 'AbortError':
      return 'in-use';
    default:
      return 'unknown';
  }
}

interface PolicyDocument {
  featurePolicy?: { allowsFeature(feature: string): boolean };
  permissionsPolicy?: { allowsFeature(feature: string): boolean };
}

/** Whether the permissions policy of this document forbids the feature. False where the browser does not expose it. */
export function isBlockedByFrame(feature: Feature): boolean {
  const { featurePolicy, permissionsPolicy } = document as PolicyDocument;
  const policy = permissionsPolicy ?? featurePolicy;
  return policy ? !policy.allowsFeature(feature) : false;
}
