/** Nothing outside the file of a class writes its fields: each public field of `src/sip/session` is read-only. */

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { expectType, type Assignable } from '../../support/expect-type.js';

type Modules =
  | typeof import('../../../src/sip/session/await-ack.js')
  | typeof import('../../../src/sip/session/dtmf.js')
  | typeof import('../../../src/sip/session/established.js')
  | typeof import('../../../src/sip/session/forks.js')
  | typeof import('../../../src/sip/session/hold.js')
  | typeof import('../../../src/sip/session/incoming.js')
  | typeof import('../../../src/sip/session/invite-usage.js')
  | typeof import('../../../src/sip/session/invite.js')
  | typeof import('../../../src/sip/session/lifetime.js')
  | typeof import('../../../src/sip/session/modify.js')
  | typeof import('../../../src/sip/session/modify-transaction.js')
  | typeof import('../../../src/sip/session/offer-answer.js')
  | typeof import('../../../src/sip/session/prack.js')
  | typeof import('../../../src/sip/session/recovery.js')
  | typeof import('../../../src/sip/session/refer.js')
  | typeof import('../../../src/sip/session/referral.js')
  | typeof import('../../../src/sip/session/reliable.js')
  | typeof import('../../../src/sip/session/remote-party.js')
  | typeof import('../../../src/sip/session/resend.js')
  | typeof import('../../../src/sip/session/retry.js')
  | typeof import('../../../src/sip/session/session-timer.js')
  | typeof import('../../../src/sip/session/session-attributes.js')
  | typeof import('../../../src/sip/session/session.js')
  | typeof import('../../../src/sip/session/trickle.js');

/** The objects that the classes of a module create. */
type Objects<Module> = Module extends unknown
  ? {
      [K in keyof Module]: Module[K] extends abstract new (...args: never) => infer Instance ? Instance : never;
    }[keyof Module]
  : never;
type AssignableOf<T> = T extends unknown ? Assignable<T> : never;

const folder = join(import.meta.dirname, '../../../src/sip/session');

describe('the state of a session', () => {
  it('is written only by the class that owns it', () => {
    expectType<AssignableOf<Objects<Modules>>>().is<never>();
  });

  it('is checked for every file of src/sip/session that has a class', () => {
    const own = readFileSync(import.meta.filename, 'utf8');
    const files = readdirSync(folder).filter((file) =>
      /^(export )?(abstract )?class /m.test(readFileSync(join(folder, file), 'utf8')),
    );
    const missing = files.filter((file) => !own.includes(`session/${file.replace(/\.ts$/, '.js')}'`));
    expect(files).to.include('invite-usage.ts');
    expect(missing).to.deep.equal([]);
  });
});
