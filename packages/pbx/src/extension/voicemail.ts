/** Two extensions around the message lamp: one leaves a message in the caller's own box, the other has them heard. */

import { MAILBOX, type Mailboxes } from '../notifier/mailboxes.js';
import { sequence, toneSource } from '../media/tone.js';
import type { ExtensionDefinition } from './definition.js';

const BEEP = { frequencies: [1000], length: 300 };
const PAUSE = { frequencies: [], length: 300 };

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
      await call.media.play(
        sequence(Array.from({ length: fresh }, () => [toneSource(BEEP), toneSource(PAUSE)]).flat()),
      );
      if (call.ended.aborted) return;
      mailboxes.listen(user);
      await call.hangUp();
    },
  };
  return [leave, mailbox];
}
