/**
 * The media of the sessions of a user agent.
 * Subjects: sessionDescriptionHandlerFactory.
 */

import type { Session } from '../sip/session/session.js';
import { CallMedia } from './call-media.js';
import { settingsFrom, type MediaOptions } from './options.js';

/**
 * Returns the `sessionDescriptionHandlerFactory` of a user agent. It makes one `CallMedia` for each session, which the application
 * gets as `session.sessionDescriptionHandler`. All of them share the microphone and the speaker of `options`; nothing in this
 * folder uses a session, only its status (`follow`).
 */
export function createSessionDescriptionHandlerFactory(
  options: MediaOptions,
): (session?: Session, perSession?: Partial<MediaOptions>) => CallMedia {
  const shared = settingsFrom(options);
  return (_session, perSession) =>
    new CallMedia(perSession ? settingsFrom({ ...options, speaker: shared.speaker, ...perSession }) : shared);
}
