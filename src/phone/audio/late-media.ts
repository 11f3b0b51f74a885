/**
 * Device tests, measurement, recording, conference and its mixer, playback of files and camera: code that a call does not need, loaded in
 * idle time or when it is used.
 * Subjects: late media code, when loaded.
 */

import { PhoneError } from '../phone-error.js';
import { LateCode } from '../late-code.js';
import { suppliedExtras, type MediaExtras } from './media-slot.js';

const code = new LateCode(() => import('./media-extras.js'));

/** Resolves with the functions. Rejects with a `PhoneError` of the kind `media` where the code cannot be loaded; the next use tries again. */
export async function mediaExtras(): Promise<MediaExtras> {
  const extras = suppliedExtras() ?? ((await code.load()) ? suppliedExtras() : undefined);
  if (extras) return extras;
  throw new PhoneError('media', {
    detail: 'The code for tests, measurement, recording, conference, files and video could not be loaded',
  });
}

/** Loads the code when the page is idle. Returns a function that cancels it. */
export const prefetchMedia = (): (() => void) => code.loadWhenIdle();
