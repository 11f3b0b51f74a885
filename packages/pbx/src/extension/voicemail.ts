/**
 * Two extensions around the message lamp: one adds a message to the caller's own mailbox, the other marks all as heard.
 * Subjects: 9009, voicemail extension; message left at the pocket PBX.
 */

import { MAILBOX, type Mailboxes } from '../notifier/mailboxes.js';
import { sequence, toneSource } from '../media/tone.js';
import type { ExtensionDefinition } from './definition.js';

const BEEP = { frequencies: [1000], length: 300 };
const PAUSE = { frequencies: [], length: 300 };
/** Before the call ends, so that what the caller's jitter buffer still holds is heard too. */
const END = { frequencies: [], length: 2500 };

export function voicemail(mailboxes: Mailboxes): readonly ExtensionDefinition[] {
  const leave: ExtensionDefinition = {
    names: ['leave', '9009'],
    description: 'Leaves a message in your own mailbox, and lights your lamp',
    async answer(call) {
      const { user } = call.request.from.uri;
      await call.accept();
      if (!(await call.wait(1000))) return;
      if (user !== undefined) mailboxes.leave(user);
      await call.hangUp();
    },
  };
  const mailbox: ExtensionDefinition = {
    names: [MAILBOX, '9010'],
    description: 'Beeps once for each new message, and clears your lamp',
    async answer(call) {
      const { user } = call.request.from.uri;
      await call.accept();
      if (user === undefined) return call.hangUp();
      const fresh = Math.min(9, mailboxes.of(user).new);
      await call.media.ready();
      const beeps = Array.from({ length: fresh }, () => [BEEP, PAUSE]).flat();
      await call.media.play(sequence(beeps.map(toneSource)));
      if (call.ended.aborted) return;
      mailboxes.listen(user);
      await call.media.play(toneSource(END));
      await call.hangUp();
    },
  };
  return [leave, mailbox];
}
