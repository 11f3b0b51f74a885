/**
 * Device tests, measurement, recording, conference and its mixer, playback of files and camera: code that a call does not need, loaded in
 * idle time or when it is used.
 * Subjects: late media code, when loaded.
 */

import { PhoneError } from '../phone-error.js';
import { LateCode } from '../late-code.js';
import { suppliedMediaCode, type MediaCode } from './media-slot.js';

const code = new LateCode(() => import('./media-chunk.js'));

/** Resolves with the functions. Rejects with a `PhoneError` of the kind `media` where the code cannot be loaded; the next use tries again. */
export async function mediaCode(): Promise<MediaCode> {
  const supplied = suppliedMediaCode() ?? ((await code.load()) ? suppliedMediaCode() : undefined);
  if (supplied) return supplied;
  throw new PhoneError('media', {
    detail: 'The code for tests, measurement, recording, conference, files and video could not be loaded',
  });
}

/** Loads the code when the page is idle. Returns a function that cancels it. */
export const prefetchMedia = (): (() => void) => code.loadWhenIdle();
