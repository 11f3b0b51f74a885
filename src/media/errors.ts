/** Why a microphone or camera could not be had (Media Capture and Streams §10.2), in kinds that a phone has plain words for. */

import { SipError } from '../sip/base/errors.js';

export type DeviceErrorReason = 'denied' | 'missing' | 'insecure' | 'blocked-by-frame' | 'in-use' | 'unknown';

/** What acquiring a microphone or camera rejects with. `kind` is `media`, as for every error of the media side. */
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

/** The same, for the microphone; what a call without one ends with. */
export class MicrophoneError extends DeviceError {
  override readonly name: string = 'MicrophoneError';

  constructor(reason: DeviceErrorReason, cause?: unknown) {
    super('microphone', reason, cause);
  }
}

const SENTENCES: Record<DeviceErrorReason, string> = {
  denied: 'the person or the browser did not allow it',
  missing: 'no such device is connected',
  insecure: 'the page is not served over https, so that the browser has no access to devices',
  'blocked-by-frame': 'the permissions policy of the page around this frame does not allow it',
  'in-use': 'another program holds it, or it could not be started',
  unknown: 'it could not be opened',
};

/** Names of the Permissions Policy. */
type Feature = 'microphone' | 'camera' | 'display-capture';

/**
 * The reason in a rejection of `getUserMedia`. A frame that may not use a feature gets the same `NotAllowedError` as a
 * person's refusal (Permissions Policy §9.9), so the policy is read as well.
 */
export function deviceErrorReason(error: unknown, feature: Feature): DeviceErrorReason {
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

/** Whether the page is framed and its permissions policy forbids the feature. False where the browser does not tell. */
export function isBlockedByFrame(feature: Feature): boolean {
  const { featurePolicy, permissionsPolicy } = document as PolicyDocument;
  const policy = permissionsPolicy ?? featurePolicy;
  return policy ? !policy.allowsFeature(feature) : false;
}
