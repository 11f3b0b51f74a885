/**
 * The extension that reads digits back: as a text MESSAGE and as tones, whether they were received by RFC 4733 or by INFO.
 * Subjects: extension that reads digits back.
 */

import { keySource } from '../media/tone.js';
import type { ExtensionDefinition } from './definition.js';

/** Milliseconds without a digit after which the received digits are read back. */
const PAUSE = 1500;

export const digits: ExtensionDefinition = {
  names: ['digits', '9008'],
  description: 'Reads your digits back, as a message and as tones',
  async answer(call) {
    let pressed = '';
    let count = 0;
    call.onDigit((digit) => {
      pressed += digit;
      const mine = ++count;
      void call.wait(PAUSE).then((goesOn) => {
        if (!goesOn || mine !== count) return;
        const received = pressed;
        pressed = '';
        void call.message(received);
        void call.media.play(keySource(received));
      });
    });
    await call.accept();
    while (await call.wait(60_000));
  },
};
