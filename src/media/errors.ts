/**
 * Errors of opening a microphone, camera or screen (Media Capture and Streams §10.2).
 * Subjects: getUserMedia errors; DeviceError; Permissions Policy blocks the microphone; NotAllowedError and NotFoundError.
 */

import { SipError } from '../sip/base/errors.js';

export type DeviceErrorReason =
  | 'denied'
  | 'missing'
  | 'insecure'
  | 'blocked-by-frame'
  | 'blocked-by-sandbox'
  | 'blocked-by-policy'
  | 'in-use'
  | 'unsupported'
  | 'unknown';

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
  'blocked-by-sandbox': 'the frame is sandboxed without allow-same-origin, and a page without an origin gets no device',
  'blocked-by-policy': 'the Permissions-Policy header of the page does not allow it',
  'in-use': 'another program uses it, or it could not be started',
  unsupported: 'this environment has no WebRTC',
  unknown: 'it could not be opened',
};

/** Feature names of Permissions Policy. */
type Feature = 'microphone' | 'camera' | 'display-capture';

/**
 * Returns the reason of a rejection of `getUserMedia`. A page or frame whose policy forbids the feature gets the same
 * `NotAllowedError` as a denial by the user (Permissions Policy §9.9), so the policy is read as well.
 */
export function deviceErrorReason(error: unknown, feature: Feature): Exclude<DeviceErrorReason, 'unsupported'> {
  switch (error instanceof Error ? error.name : '') {
    case 'NotAllowedError':
    case 'PermissionDeniedError':
    case 'SecurityError':
      return policyBlock(feature) ?? (isOfSandbox(error) ? 'blocked-by-sandbox' : 'denied');
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

/**
 * Whether this is a frame with an opaque origin: one sandboxed without `allow-same-origin` (HTML §7.1.1). Chromium (`SecurityError`) and
 * Firefox (`NotAllowedError`) give it no device, although its permission is `granted`.
 */
export const isFrameWithoutOrigin = (): boolean => globalThis.origin === 'null' && window !== window.top;

/** A page can be sandboxed too (Content Security Policy). A file of the disk has an opaque origin as well, but gets devices. */
const isOfSandbox = (error: unknown): boolean =>
  isFrameWithoutOrigin() || (globalThis.origin === 'null' && (error as Error).name === 'SecurityError');

interface PolicyDocument {
  featurePolicy?: { allowsFeature(feature: string): boolean };
  permissionsPolicy?: { allowsFeature(feature: string): boolean };
}

/** A permissions policy that forbids a feature: of the page, or of the frame that it is in. */
export type PolicyBlock = 'blocked-by-frame' | 'blocked-by-policy';

/**
 * Returns which permissions policy forbids the feature; undefined where none does, and where the browser does not expose it. In a frame it
 * is taken for the `allow` attribute: the policy of the document (Permissions Policy §9.5) does not tell it from the header of the page in the frame.
 */
export function policyBlock(feature: Feature): PolicyBlock | undefined {
  const { featurePolicy, permissionsPolicy } = document as PolicyDocument;
  const policy = permissionsPolicy ?? featurePolicy;
  if (!policy || policy.allowsFeature(feature)) return undefined;
  return window === window.top ? 'blocked-by-policy' : 'blocked-by-frame';
}
