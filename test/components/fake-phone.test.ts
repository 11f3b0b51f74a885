/** The phone in memory, with which stories and tests show elements: its states are states of the phone. */

import { expect } from '@open-wc/testing';
import type { CallState } from '../../src/phone/state.js';
import { GOOD, twoCalls, up } from '../../stories/support/call-states.js';
import { BOB, callState, FakePhone, withCall, type CallPatch } from '../../stories/support/fake-phone.js';

type Described = CallPatch & { status: CallState['status'] };

describe('A phone in memory', () => {
  const impossible: Readonly<Record<string, Described>> = {
    'that rings has no quality': { status: 'ringing', quality: GOOD } as Described,
    'that the user ended has not failed': { status: 'ended', cause: 'busy', endedBy: 'local', failed: true },
    'that was picked up elsewhere has not failed': { status: 'ended', cause: 'answered-elsewhere', failed: true },
    'that is up cannot be ignored': { status: 'active', ignored: true },
    'that is being ended has no question': { status: 'ending', question: { kind: 'redirect', target: BOB } },
    'has a dot in the place of each digit that was sent': { status: 'active', digits: '4477#' },
  };

  for (const [title, call] of Object.entries(impossible))
    it(`has no call that the phone cannot have: a call ${title}`, () => {
      expect(() => callState(call)).to.throw();
      const raw = { ...callState({ status: call.status }), ...call } as CallState;
      expect(() => new FakePhone({ calls: [raw] })).to.throw();
      expect(() => new FakePhone().set({ calls: [raw] })).to.throw();
    });

  it('gives an ended call the result that the phone gives it', () => {
    const phone = new FakePhone(up());
    const call = phone.getCall('call-1')!;
    const { answeredAt } = call.state as CallState & { status: 'active' };
    call.patch({ quality: GOOD } as CallPatch);
    void call.finish('connection-lost', 'system');
    expect(call.state).to.include({ status: 'ended', cause: 'connection-lost', failed: true, answeredAt });
    expect(call.state).not.to.have.any.keys('quality', 'hold', 'media');
  });

  it('shows the call that the phone would show when the active one ends', () => {
    const phone = new FakePhone(twoCalls());
    void phone.getCall('bob')!.finish('hung-up', 'remote');
    expect(phone.state.activeCallId).to.equal('ann');
  });

  it('shows its only call, whatever the test has said', () => {
    const phone = new FakePhone(withCall({ status: 'ringing' }, { activeCallId: undefined }));
    expect(phone.state.activeCallId).to.equal('call-1');
  });

  it('tells a change once, and nothing where there is none', () => {
    const phone = new FakePhone();
    const told: string[] = [];
    phone.subscribe(({ dialString }) => told.push(dialString));
    phone.setDialString('1');
    phone.setDialString('1');
    expect(told).to.deep.equal(['1']);
  });
});
