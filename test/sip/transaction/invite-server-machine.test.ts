/** The server INVITE transaction, row by row: RFC 3261 §17.2.1 figure 7, RFC 6026 §8.5. */

import { expect } from 'chai';
import {
  beginInviteServer,
  inviteServer,
  inviteServerTakes,
  type ServerEvent,
} from '../../../src/sip/transaction/invite-server-machine.js';
import { UNRELIABLE, follow, ignored, words } from './machine-table.js';

const silent = { name: 'proceeding', answered: false } as const;
const proceeding = { name: 'proceeding', answered: true } as const;
const completed = { name: 'completed', interval: 500 } as const;
const confirmed = { name: 'confirmed' } as const;
const accepted = { name: 'accepted' } as const;
const terminated = { name: 'terminated' } as const;
const respond = (statusCode: number): ServerEvent => ({ type: 'respond', statusCode });
const timer = (name: 'G' | 'H' | 'I' | 'L' | 'trying'): ServerEvent => ({ type: 'timer', timer: name });
const again: ServerEvent = { type: 'request' };
const ack: ServerEvent = { type: 'ack' };
const broken: ServerEvent = { type: 'transport-error' };

describe('server INVITE machine (RFC 3261 §17.2.1, RFC 6026)', () => {
  it('starts in proceeding and waits 200 ms for a response of the core before it sends 100', () => {
    const { state, effects } = beginInviteServer();
    expect(state).to.deep.equal(silent);
    expect(words(effects)).to.deep.equal(['start trying 200']);
  });

  follow(inviteServer, [
    { rule: 'sends 100 after 200 ms', from: silent, on: timer('trying'), to: proceeding, does: ['send-trying'] },
    {
      rule: 'a provisional response is sent and kept',
      from: silent,
      on: respond(180),
      to: proceeding,
      does: ['stop trying', 'send-response'],
    },
    {
      rule: 'a retransmission of the request is answered with the last provisional response',
      from: proceeding,
      on: again,
      to: proceeding,
      does: ['resend-response'],
    },
    {
      rule: 'a 2xx is sent and starts timer L (RFC 6026 §8.5)',
      from: proceeding,
      on: respond(200),
      to: accepted,
      does: ['stop trying', 'send-response', 'start L 32000'],
    },
    {
      rule: 'a 3xx to 6xx is sent and starts timer H',
      from: proceeding,
      on: respond(486),
      to: completed,
      does: ['stop trying', 'send-response', 'start H 32000'],
    },
    {
      rule: 'a 3xx to 6xx starts timer G as well on an unreliable transport',
      from: proceeding,
      on: respond(300),
      to: completed,
      does: ['stop trying', 'send-response', 'start G 500', 'start H 32000'],
      timing: UNRELIABLE,
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
    {
      rule: 'timer G retransmits the response and doubles its interval',
      from: completed,
      on: timer('G'),
      to: { name: 'completed', interval: 1000 },
      does: ['resend-response', 'start G 1000'],
      timing: UNRELIABLE,
    },
    {
      rule: 'timer G does not exceed T2',
      from: { name: 'completed', interval: 4000 },
      on: timer('G'),
      to: { name: 'completed', interval: 4000 },
      does: ['resend-response', 'start G 4000'],
      timing: UNRELIABLE,
    },
    {
      rule: 'timer H without an ACK reports a timeout',
      from: completed,
      on: timer('H'),
      to: terminated,
      does: ['tell-timeout'],
    },
    {
      rule: 'the ACK confirms it; timer I is zero on a reliable transport',
      from: completed,
      on: ack,
      to: confirmed,
      does: ['stop G', 'stop H', 'start I 0'],
    },
    {
      rule: 'timer I is T4 on an unreliable transport',
      from: completed,
      on: ack,
      to: confirmed,
      does: ['stop G', 'stop H', 'start I 5000'],
      timing: UNRELIABLE,
    },
    {
      rule: 'a transport error is reported and changes nothing (RFC 6026 §8.8)',
      from: completed,
      on: broken,
      to: completed,
      does: ['tell-transport-error'],
    },
    { rule: 'timer I terminates it', from: confirmed, on: timer('I'), to: terminated, does: [] },
    {
      rule: 'a 2xx that the core retransmits is sent (RFC 6026 §7.1)',
      from: accepted,
      on: respond(200),
      to: accepted,
      does: ['send-response'],
    },
    { rule: 'an ACK with this branch is delivered', from: accepted, on: ack, to: accepted, does: ['deliver-ack'] },
    {
      rule: 'a transport error is reported and changes nothing (RFC 6026 §8.8)',
      from: accepted,
      on: broken,
      to: accepted,
      does: ['tell-transport-error'],
    },
    { rule: 'timer L terminates it', from: accepted, on: timer('L'), to: terminated, does: [] },
  ]);

  ignored(inviteServer, [silent], [again, ack, timer('G'), timer('H'), timer('L')]);
  ignored(inviteServer, [completed], [respond(180), respond(200), respond(486), timer('trying'), timer('L')]);
  ignored(inviteServer, [confirmed], [again, ack, respond(200), timer('G'), timer('H')]);
  ignored(inviteServer, [accepted], [again, respond(180), respond(486), timer('H'), timer('trying')]);
  ignored(inviteServer, [terminated], [again, ack, respond(200), timer('L'), broken]);

  it('accepts any response while proceeding, 2xx while accepted, and no second final response', () => {
    const answers = [180, 200, 486];
    const taken = (state: Parameters<typeof inviteServerTakes>[0]): number[] =>
      answers.filter((statusCode) => inviteServerTakes(state, statusCode));
    expect(taken(proceeding)).to.deep.equal([180, 200, 486]);
    expect(taken(accepted)).to.deep.equal([200]);
    expect(taken(completed)).to.deep.equal([]);
    expect(taken(confirmed)).to.deep.equal([]);
    expect(taken(terminated)).to.deep.equal([]);
  });
});
