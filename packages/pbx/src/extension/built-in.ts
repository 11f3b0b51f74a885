/**
 * The extensions that every pocket PBX has, such as echo, tone and busy: remote parties to test a phone with.
 * Subjects: echo extension; tone, busy and no-answer extensions; number that is always busy; call to an extension without audio,
 * ended.
 */

import { BUSY_TONE, RINGING_TONE, TEST_TONE, toneSource } from '../media/tone.js';
import type { ExtensionCall } from './extension-call.js';
import type { ExtensionDefinition } from './definition.js';
import { digits } from './digits.js';

/** Time without audio of the remote party after which a call ends, ms: its page may be gone without a BYE. */
const GONE_AFTER = 60_000;

/** Keeps an answered call until it ends, or until no audio has arrived from the caller for `GONE_AFTER`. */
async function stay(call: ExtensionCall): Promise<void> {
  while (await call.wait(GONE_AFTER / 4)) {
    // A remote party that holds the call sends no audio.
    const listening = call.media.direction === 'sendrecv' || call.media.direction === 'recvonly';
    if (listening && call.media.silence > GONE_AFTER) return call.hangUp();
  }
}

const echo: ExtensionDefinition = {
  names: ['echo', '9001'],
  description: 'You hear yourself, and read what you write',
  async answer(call) {
    await call.accept();
    call.media.echo();
    await stay(call);
  },
  message: (text) => text,
};

const tone: ExtensionDefinition = {
  names: ['tone', '9002'],
  description: 'A steady tone of 1004 Hz',
  async answer(call) {
    await call.accept();
    void call.media.play(toneSource(TEST_TONE));
    await stay(call);
  },
};

const busy: ExtensionDefinition = {
  names: ['busy', '9003'],
  description: 'Is always busy (486)',
  answer: (call) => call.reject(486),
};

const noAnswer: ExtensionDefinition = {
  names: ['noanswer', '9004'],
  description: 'Rings and is never answered (480 in the end)',
  async answer(call) {
    call.ringing();
    if (await call.wait(call.noAnswerTimeout * 1000)) call.reject(480);
  },
};

const early: ExtensionDefinition = {
  names: ['early', '9005'],
  description: 'Plays tones before it answers (183), then is busy (486)',
  async answer(call) {
    await call.progress();
    void call.media.play(toneSource(RINGING_TONE));
    if (!(await call.wait(3000))) return;
    void call.media.play(toneSource(BUSY_TONE));
    if (await call.wait(3000)) call.reject(486);
  },
};

const decline: ExtensionDefinition = {
  names: ['decline', '9006'],
  description: 'Rings for a moment, then declines (603)',
  async answer(call) {
    call.ringing();
    if (await call.wait(1500)) call.reject(603);
  },
};

const hangup: ExtensionDefinition = {
  names: ['hangup', '9007'],
  description: 'Answers, and hangs up after five seconds',
  async answer(call) {
    await call.accept();
    call.media.echo();
    if (await call.wait(5000)) await call.hangUp();
  },
};

export const BUILT_IN: readonly ExtensionDefinition[] = [echo, tone, busy, noAnswer, early, decline, hangup, digits];
