/**
 * English sentences for causes and problems. The English dictionary of the elements includes them.
 * Subjects: English sentence of a cause; English sentence of a problem; texts of title and notification.
 */

import { reportListenerError } from '../sip/base/emitter.js';
import type { AccountState, Cause, Problem } from './state.js';

/** The sentence for each cause. Plain for users, without protocol terms. */
export const CAUSE_WORDS: Readonly<Record<Cause, string>> = {
  'hung-up': 'Call ended.',
  transferred: 'Transferred.',
  canceled: 'Call canceled.',
  missed: 'Missed call.',
  forwarded: 'Forwarded.',
  'answered-elsewhere': 'Answered on another device.',
  busy: 'Busy.',
  declined: 'Declined.',
  'no-answer': 'No answer.',
  unavailable: 'Not available right now.',
  'not-found': 'This number does not exist.',
  gone: 'This number is no longer in use.',
  incomplete: 'The number is incomplete.',
  'not-allowed': 'You are not allowed to call this number.',
  'password-withheld': 'The other party asked for your password. It was not sent.',
  'sign-in-refused': 'Sign-in refused. Check user name and password.',
  'password-unavailable': 'The password could not be fetched. Try again.',
  incompatible: 'The phones could not agree on a connection.',
  'already-ended': 'The call had already ended.',
  loop: 'The call goes round in circles. Tell your administrator.',
  blocked: 'Call was blocked.',
  'server-error': 'The phone system has a problem.',
  timeout: 'The server did not answer.',
  'no-connection': 'No connection to the phone server.',
  'no-audio-path': 'The call could not be set up (no audio path).',
  'connection-lost': 'The connection to the other party was lost.',
  'ended-meanwhile': 'The call ended while the page was loading.',
  'not-resumed': 'The call could not be continued after the page was loaded.',
  'resumed-too-late': 'The call ended because the page was away for more than a minute.',
  'left-unanswered': 'The page was left or closed before the call was answered.',
  'not-signed-in': 'The call could not be continued because the phone is not signed in.',
  'microphone-denied': 'The microphone is blocked for this site.',
  'microphone-missing': 'No microphone found.',
  'microphone-insecure': 'This page must use https to use the microphone.',
  'microphone-frame': 'The frame needs allow="microphone".',
  'microphone-sandbox': 'The sandbox of the frame needs allow-same-origin.',
  'microphone-policy': 'This website does not allow the microphone.',
  'no-webrtc': 'This browser cannot make calls. It has no WebRTC.',
  failed: 'The call failed.',
};

/** The sentence for each problem of the configuration or the page. */
export const PROBLEM_WORDS: Readonly<Record<Problem['kind'], string>> = {
  'bad-server': 'The server address is not valid. It begins with wss:// or ws://.',
  'bad-uri': 'The account address is not valid. It looks like sip:name@example.com.',
  'bad-attribute': 'A setting of the phone is not valid.',
  unconfigured: 'Phone is not set up. Add server and account.',
  media: 'The audio of this call has a problem.',
  internal: 'The phone has a problem.',
};

/** The text for each account state; the elements add countdowns and names. */
export const ACCOUNT_WORDS: Readonly<Record<AccountState['status'], string>> = {
  unconfigured: PROBLEM_WORDS.unconfigured,
  connecting: 'Connecting…',
  ready: 'Ready',
  offline: 'No connection.',
  refused: 'Sign-in refused. Check user name and password.',
  elsewhere: 'Phone is active in another tab.',
  stopped: 'Phone is switched off.',
};

/** Returns the sentence for a cause or a problem. */
export function wordsFor(kind: Cause | Problem['kind']): string {
  return kind in CAUSE_WORDS ? CAUSE_WORDS[kind as Cause] : PROBLEM_WORDS[kind as Problem['kind']];
}

/** Whether a value is a cause. */
export function isCauseWord(text: unknown): text is Cause {
  return typeof text === 'string' && Object.hasOwn(CAUSE_WORDS, text);
}

/** Texts of the title and the notification of an incoming call. */
export interface RingWords {
  /** `name`: the name or number of the caller. */
  incoming(name: string): string;
  readonly answer: string;
  readonly decline: string;
}

export const RING_WORDS: RingWords = {
  incoming: (name) => `Incoming call from ${name}`,
  answer: 'Answer',
  decline: 'Decline',
};

/** Returns the texts of the application; English in place of each that is absent, invalid or throws. */
export function ringWordsFrom(given: Partial<RingWords> | undefined): RingWords {
  const { incoming, answer, decline } = given ?? {};
  return {
    incoming: (name) => {
      try {
        const text: unknown = incoming?.(name);
        if (typeof text === 'string' && text !== '') return text;
      } catch (error) {
        reportListenerError(error);
      }
      return RING_WORDS.incoming(name);
    },
    answer: typeof answer === 'string' && answer !== '' ? answer : RING_WORDS.answer,
    decline: typeof decline === 'string' && decline !== '' ? decline : RING_WORDS.decline,
  };
}
