import { expect } from 'chai';
import { newCallState, nextCallState, type CallEvent } from '../../../src/phone/calls/call-state.js';
import type { CallState } from '../../../src/phone/state.js';

const peer = { name: '', number: '200', uri: 'sip:200@example.com' };
const outgoing = newCallState({ id: 'a', direction: 'outgoing', peer, createdAt: 1 });
const incoming = newCallState({ id: 'b', direction: 'incoming', peer, createdAt: 1 });
const after = (call: CallState, ...events: CallEvent[]) => events.reduce(nextCallState, call);
const hungUp: CallEvent = { type: 'ended', at: 9, end: { cause: 'hung-up', endedBy: 'remote' } };

describe('The state of a call', () => {
  it('changes from dialing over ringing and early media to active', () => {
    expect(outgoing.status).to.equal('dialing');
    expect(after(outgoing, { type: 'ringing' }).status).to.equal('ringing');
    expect(after(outgoing, { type: 'ringing' }, { type: 'early-media' }).status).to.equal('early');
    expect(after(outgoing, { type: 'answered', at: 5 })).to.include({
      status: 'active',
      answeredAt: 5,
      media: 'connecting',
    });
  });

  it('does not change from early media back to ringing (RFC 3960 §3.2)', () => {
    expect(after(outgoing, { type: 'early-media' }, { type: 'ringing' }).status).to.equal('early');
  });

  it('does not become active when the 200 crosses the CANCEL (RFC 3261 §9.1)', () => {
    expect(after(outgoing, { type: 'ending' }, { type: 'answered', at: 5 }).status).to.equal('ending');
  });

  it('keeps the time of the answer until it has ended', () => {
    const end = after(incoming, { type: 'answering' }, { type: 'answered', at: 5 }, { type: 'ending' }, hungUp);
    expect(end).to.include({ status: 'ended', answeredAt: 5, endedAt: 9, failed: false });
  });

  it('is muted from the start when requested', () => {
    expect(after(outgoing, { type: 'muted', on: true }, { type: 'answered', at: 5 }).muted).to.equal(true);
  });

  it('does not change after the call has ended', () => {
    const end = after(outgoing, hungUp);
    expect(after(end, { type: 'ringing' }, { type: 'answered', at: 10 }, { type: 'muted', on: true })).to.equal(end);
  });

  it('is failed when the remote party declines, not when the user does', () => {
    const declined = (endedBy: 'local' | 'remote') =>
      after(incoming, { type: 'ended', at: 9, end: { cause: 'declined', endedBy } });
    expect(declined('remote')).to.include({ failed: true });
    expect(declined('local')).to.include({ failed: false });
  });

  it('is the same object when nothing changes', () => {
    const active = after(outgoing, { type: 'answered', at: 5 });
    expect(after(active, { type: 'hold', hold: { local: false } }, { type: 'media', media: 'connecting' })).to.equal(
      active,
    );
    expect(after(active, { type: 'answering' }, { type: 'ringing' }, { type: 'muted', on: false })).to.equal(active);
  });
});
