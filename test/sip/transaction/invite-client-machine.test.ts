/** The client INVITE transaction, row by row: RFC 3261 §17.1.1 figure 5, RFC 6026 §8.4. */

import { expect } from 'chai';
import {
  beginInviteClient,
  inviteClient,
  type ClientEvent,
} from '../../../src/sip/transaction/invite-client-machine.js';
import { RELIABLE, UNRELIABLE, follow, ignored, words } from './machine-table.js';

const calling = { name: 'calling', interval: 500 } as const;
const proceeding = { name: 'proceeding' } as const;
const completed = { name: 'completed' } as const;
const accepted = { name: 'accepted' } as const;
const terminated = { name: 'terminated' } as const;
const response = (statusCode: number): ClientEvent => ({ type: 'response', statusCode });
const timer = (name: 'A' | 'B' | 'D' | 'M'): ClientEvent => ({ type: 'timer', timer: name });
const broken: ClientEvent = { type: 'transport-error' };

describe('client INVITE machine (RFC 3261 §17.1.1, RFC 6026)', () => {
  // @rfc 3261 §17.1.1.2
  it('starts in calling, with timer B and without timer A on a reliable transport (§17.1.1.2)', () => {
    const { state, effects } = beginInviteClient(RELIABLE);
    expect(state).to.deep.equal(calling);
    expect(words(effects)).to.deep.equal(['send-request', 'start B 32000']);
  });

  // @rfc 3261 §17.1.1.2
  it('starts timer A as well on an unreliable transport (§17.1.1.2)', () => {
    expect(words(beginInviteClient(UNRELIABLE).effects)).to.deep.equal([
      'send-request',
      'start A 500',
      'start B 32000',
    ]);
  });

  follow(inviteClient, [
    {
      rule: 'timer A retransmits the request and doubles its interval',
      from: calling,
      on: timer('A'),
      to: { name: 'calling', interval: 1000 },
      does: ['send-request', 'start A 1000'],
      timing: UNRELIABLE,
    },
    {
      rule: 'timer A doubles without an upper limit (§17.1.1.2)',
      from: { name: 'calling', interval: 8000 },
      on: timer('A'),
      to: { name: 'calling', interval: 16_000 },
      does: ['send-request', 'start A 16000'],
      timing: UNRELIABLE,
    },
    { rule: 'timer B reports a timeout', from: calling, on: timer('B'), to: terminated, does: ['tell-timeout'] },
    {
      rule: 'a transport error terminates it',
      from: calling,
      on: broken,
      to: terminated,
      does: ['tell-transport-error'],
    },
    {
      rule: 'a 100 is delivered and stops timers A and B',
      from: calling,
      on: response(100),
      to: proceeding,
      does: ['stop A', 'stop B', 'deliver'],
    },
    {
      rule: 'a 199 is delivered',
      from: calling,
      on: response(199),
      to: proceeding,
      does: ['stop A', 'stop B', 'deliver'],
    },
    {
      rule: 'a 200 is delivered and starts timer M (RFC 6026 §8.4)',
      from: calling,
      on: response(200),
      to: accepted,
      does: ['stop A', 'stop B', 'start M 32000', 'deliver'],
    },
    {
      rule: 'a 300 is acknowledged by the transaction; timer D is zero on a reliable transport',
      from: calling,
      on: response(300),
      to: completed,
      does: ['stop A', 'stop B', 'start D 0', 'send-ack', 'deliver'],
    },
    {
      rule: 'timer D is 32 s on an unreliable transport',
      from: calling,
      on: response(486),
      to: completed,
      does: ['stop A', 'stop B', 'start D 32000', 'send-ack', 'deliver'],
      timing: UNRELIABLE,
    },
    {
      rule: 'each provisional response is delivered',
      from: proceeding,
      on: response(183),
      to: proceeding,
      does: ['deliver'],
    },
    {
      rule: 'a 2xx is delivered and starts timer M',
      from: proceeding,
      on: response(299),
      to: accepted,
      does: ['start M 32000', 'deliver'],
    },
    {
      rule: 'a 6xx is acknowledged by the transaction',
      from: proceeding,
      on: response(603),
      to: completed,
      does: ['start D 0', 'send-ack', 'deliver'],
    },
    {
      rule: 'a transport error terminates it',
      from: proceeding,
      on: broken,
      to: terminated,
      does: ['tell-transport-error'],
    },
    {
      rule: 'a retransmitted final response is acknowledged again, and is not delivered',
      from: completed,
      on: response(486),
      to: completed,
      does: ['send-ack'],
    },
    {
      rule: 'an ACK that cannot be sent is reported',
      from: completed,
      on: broken,
      to: terminated,
      does: ['tell-transport-error'],
    },
    { rule: 'timer D terminates it', from: completed, on: timer('D'), to: terminated, does: [] },
    {
      rule: 'each 2xx is delivered, of this fork and of others (RFC 6026 §7.2)',
      from: accepted,
      on: response(200),
      to: accepted,
      does: ['deliver'],
    },
    { rule: 'timer M terminates it', from: accepted, on: timer('M'), to: terminated, does: [] },
  ]);

  ignored(inviteClient, [proceeding], [timer('A'), timer('B'), timer('D'), timer('M')]);
  ignored(inviteClient, [completed], [response(180), response(200), timer('A'), timer('B'), timer('M')]);
  ignored(inviteClient, [accepted], [response(180), response(486), timer('B'), timer('D'), broken]);
  ignored(inviteClient, [terminated], [response(200), response(486), timer('M'), broken]);
});
