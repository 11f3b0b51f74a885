/** The server non-INVITE transaction, row by row: RFC 3261 §17.2.2 figure 8. */

import { expect } from 'chai';
import type { ServerEvent } from '../../../src/sip/transaction/invite-server-machine.js';
import {
  beginNonInviteServer,
  nonInviteServer,
  nonInviteServerTakes,
} from '../../../src/sip/transaction/non-invite-server-machine.js';
import { UNRELIABLE, follow, ignored } from './machine-table.js';

const trying = { name: 'trying' } as const;
const proceeding = { name: 'proceeding' } as const;
const completed = { name: 'completed' } as const;
const terminated = { name: 'terminated' } as const;
const respond = (statusCode: number): ServerEvent => ({ type: 'respond', statusCode });
const timer = (name: 'J'): ServerEvent => ({ type: 'timer', timer: name });
const again: ServerEvent = { type: 'request' };
const broken: ServerEvent = { type: 'transport-error' };

describe('server non-INVITE machine (RFC 3261 §17.2.2)', () => {
  it('starts in trying without an effect', () => {
    expect(beginNonInviteServer()).to.deep.equal({ state: trying, effects: [] });
  });

  follow(nonInviteServer, [
    { rule: 'a provisional response is sent', from: trying, on: respond(100), to: proceeding, does: ['send-response'] },
    {
      rule: 'a final response is sent; timer J is zero on a reliable transport',
      from: trying,
      on: respond(200),
      to: completed,
      does: ['send-response', 'start J 0'],
    },
    {
      rule: 'timer J is 64*T1 on an unreliable transport',
      from: trying,
      on: respond(404),
      to: completed,
      does: ['send-response', 'start J 32000'],
      timing: UNRELIABLE,
    },
    {
      rule: 'a retransmission of the request is answered with the last provisional response',
      from: proceeding,
      on: again,
      to: proceeding,
      does: ['resend-response'],
    },
    {
      rule: 'a further provisional response is sent',
      from: proceeding,
      on: respond(183),
      to: proceeding,
      does: ['send-response'],
    },
    {
      rule: 'a final response is sent',
      from: proceeding,
      on: respond(500),
      to: completed,
      does: ['send-response', 'start J 0'],
    },
    {
      rule: 'a transport error is reported and changes nothing (RFC 6026 §8.8)',
      from: proceeding,
      on: broken,
      to: proceeding,
      does: ['tell-transport-error'],
    },
    {
      rule: 'a retransmission of the request is answered with the final response',
      from: completed,
      on: again,
      to: completed,
      does: ['resend-response'],
    },
    { rule: 'timer J terminates it', from: completed, on: timer('J'), to: terminated, does: [] },
  ]);

  ignored(nonInviteServer, [trying], [again, { type: 'ack' }]);
  ignored(nonInviteServer, [completed], [respond(200), respond(100), { type: 'ack' }]);
  ignored(nonInviteServer, [terminated], [again, respond(200), timer('J'), broken]);

  it('accepts responses until the final one', () => {
    expect([trying, proceeding, completed, terminated].map(nonInviteServerTakes)).to.deep.equal([
      true,
      true,
      false,
      false,
    ]);
  });
});
