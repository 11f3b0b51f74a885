/** The client non-INVITE transaction, row by row: RFC 3261 §17.1.2 figure 6. */

import { expect } from 'chai';
import type { ClientEvent } from '../../../src/sip/transaction/invite-client-machine.js';
import { beginNonInviteClient, nonInviteClient } from '../../../src/sip/transaction/non-invite-client-machine.js';
import { RELIABLE, UNRELIABLE, follow, ignored, words } from './machine-table.js';

const trying = { name: 'trying', interval: 500 } as const;
const proceeding = { name: 'proceeding' } as const;
const completed = { name: 'completed' } as const;
const terminated = { name: 'terminated' } as const;
const response = (statusCode: number): ClientEvent => ({ type: 'response', statusCode });
const timer = (name: 'E' | 'F' | 'K'): ClientEvent => ({ type: 'timer', timer: name });
const broken: ClientEvent = { type: 'transport-error' };

describe('client non-INVITE machine (RFC 3261 §17.1.2)', () => {
  // @rfc 3261 §17.1.2.2
  it('starts in trying, with timer F and without timer E on a reliable transport (§17.1.2.2)', () => {
    const { state, effects } = beginNonInviteClient(RELIABLE);
    expect(state).to.deep.equal(trying);
    expect(words(effects)).to.deep.equal(['send-request', 'start F 32000']);
  });

  // @rfc 3261 §17.1.2.2
  it('starts timer E as well on an unreliable transport (§17.1.2.2)', () => {
    expect(words(beginNonInviteClient(UNRELIABLE).effects)).to.deep.equal([
      'send-request',
      'start E 500',
      'start F 32000',
    ]);
  });

  follow(nonInviteClient, [
    {
      rule: 'timer E retransmits the request and doubles its interval',
      from: trying,
      on: timer('E'),
      to: { name: 'trying', interval: 1000 },
      does: ['send-request', 'start E 1000'],
      timing: UNRELIABLE,
    },
    {
      rule: 'timer E does not exceed T2',
      from: { name: 'trying', interval: 4000 },
      on: timer('E'),
      to: { name: 'trying', interval: 4000 },
      does: ['send-request', 'start E 4000'],
      timing: UNRELIABLE,
    },
    { rule: 'timer F reports a timeout', from: trying, on: timer('F'), to: terminated, does: ['tell-timeout'] },
    {
      rule: 'a transport error terminates it',
      from: trying,
      on: broken,
      to: terminated,
      does: ['tell-transport-error'],
    },
    {
      rule: 'a provisional response is delivered; timers E and F go on, E with T2',
      from: trying,
      on: response(100),
      to: proceeding,
      does: ['start E 4000', 'deliver'],
      timing: UNRELIABLE,
    },
    {
      rule: 'a provisional response is delivered; timer F goes on',
      from: trying,
      on: response(100),
      to: proceeding,
      does: ['deliver'],
    },
    {
      rule: 'a final response is delivered; timer K is zero on a reliable transport',
      from: trying,
      on: response(200),
      to: completed,
      does: ['stop E', 'stop F', 'start K 0', 'deliver'],
    },
    {
      rule: 'timer K is T4 on an unreliable transport',
      from: trying,
      on: response(404),
      to: completed,
      does: ['stop E', 'stop F', 'start K 5000', 'deliver'],
      timing: UNRELIABLE,
    },
    {
      rule: 'timer E retransmits the request every T2',
      from: proceeding,
      on: timer('E'),
      to: proceeding,
      does: ['send-request', 'start E 4000'],
      timing: UNRELIABLE,
    },
    { rule: 'timer F reports a timeout', from: proceeding, on: timer('F'), to: terminated, does: ['tell-timeout'] },
    {
      rule: 'a further provisional response is delivered',
      from: proceeding,
      on: response(183),
      to: proceeding,
      does: ['deliver'],
      timing: UNRELIABLE,
    },
    {
      rule: 'a final response is delivered',
      from: proceeding,
      on: response(603),
      to: completed,
      does: ['stop E', 'stop F', 'start K 0', 'deliver'],
    },
    {
      rule: 'a transport error terminates it',
      from: proceeding,
      on: broken,
      to: terminated,
      does: ['tell-transport-error'],
    },
    { rule: 'timer K terminates it', from: completed, on: timer('K'), to: terminated, does: [] },
  ]);

  ignored(nonInviteClient, [trying, proceeding], [timer('K')]);
  ignored(nonInviteClient, [completed], [response(200), response(100), timer('E'), timer('F'), broken]);
  ignored(nonInviteClient, [terminated], [response(200), timer('K'), broken]);
});
