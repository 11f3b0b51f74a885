import { expect } from 'chai';
import type { CallNotification, AlertPage } from '../../../src/phone/alerts/alert-page.js';
import { IncomingCallAlert } from '../../../src/phone/alerts/incoming-call-alert.js';
import { showRing } from '../../../src/phone/alerts/ring-state.js';
import { TitleFlash } from '../../../src/phone/alerts/title-flash.js';
import { INITIAL_STATE } from '../../../src/phone/initial-state.js';
import type { CallState, PhoneState } from '../../../src/phone/state.js';
import { Store } from '../../../src/phone/store.js';
import { RING_WORDS, ringWordsFrom } from '../../../src/phone/words.js';
import { VirtualClock } from '../../support/virtual-clock.js';

/** A page that records the calls to it. */
class FakePage implements AlertPage {
  readonly titles: TitleFlash;
  title = 'Customers';
  isSeen = true;
  badges: number[] = [];
  shaking = false;
  listeners = new Set<() => void>();

  constructor(clock: VirtualClock) {
    this.titles = new TitleFlash(this, clock);
  }

  onSeen(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  leave(): void {
    this.isSeen = false;
    for (const listener of this.listeners) listener();
  }

  vibrate(pattern: readonly number[]): void {
    this.shaking = pattern.length > 0;
  }

  badge(count: number): void {
    this.badges.push(count);
  }
}

describe('The alert of an incoming call', () => {
  const ann = { name: 'Ann Lee', number: '201', uri: 'sip:201@example.com' };
  const call = (status: string, more: object = {}): CallState =>
    ({ id: 'a', direction: 'incoming', peer: ann, status, ...more }) as unknown as CallState;

  const make = (options: { emitted?: boolean; visual?: boolean; sounds?: boolean; page?: FakePage } = {}) => {
    const clock = new VirtualClock();
    const store = new Store<PhoneState>(INITIAL_STATE);
    const page = options.page ?? new FakePage(clock);
    const notices = new Map<string, CallNotification>();
    const blocked: string[] = [];
    const ring = new IncomingCallAlert(store, {
      clock,
      page,
      notices: {
        show: (notice) => void notices.set(notice.callId, notice),
        close: (id) => void notices.delete(id ?? ''),
      },
      words: () => RING_WORDS,
      isTold: () => options.emitted !== false,
      sounds: () => options.sounds !== false,
    });
    showRing(store, {
      clock,
      isVisual: () => options.visual === true,
      sounds: () => options.sounds !== false,
      blocked: (id) => blocked.push(id),
    });
    const calls = (...all: CallState[]) => store.update({ calls: all });
    return { clock, store, page, notices, blocked, ring, calls };
  };

  it('alternates the title of the page with the caller, and restores it at the end', async () => {
    const { clock, page, calls } = make();
    calls(call('incoming'));
    expect(page.title).to.equal('\u{1F514} Incoming call from Ann Lee');
    await clock.advance(1000);
    expect(page.title).to.equal('Customers');
    await clock.advance(1000);
    calls(call('answering'));
    expect(page.title).to.equal('Customers');
    await clock.advance(5000);
    expect(page.title).to.equal('Customers');
  });

  it('does not change a title that the page has set meanwhile', async () => {
    const { clock, page, calls } = make();
    calls(call('incoming'));
    page.title = 'Orders';
    await clock.advance(1000);
    calls();
    expect(page.title).to.equal('Orders');
    calls(call('incoming'));
    page.title = 'Invoices';
    calls();
    expect(page.title).to.equal('Invoices');
  });

  it('of two phones on one page restores the title of the page when both have ended', async () => {
    const { clock, page, calls } = make();
    const second = make({ page });
    calls(call('incoming'));
    second.calls(call('incoming', { peer: { ...ann, name: 'Bob Marsh' } }));
    expect(page.title).to.contain('Ann Lee');
    calls();
    await clock.advance(2000);
    expect(page.title).to.contain('Bob Marsh');
    second.calls();
    expect(page.title).to.equal('Customers');
    expect(clock.pending).to.equal(0);
  });

  it('uses the texts of the page, or English for an invalid one', () => {
    const words = ringWordsFrom({ incoming: (name) => `Anruf von ${name}`, answer: 'Annehmen', decline: '' });
    expect([words.incoming('Ann'), words.answer, words.decline]).to.deep.equal([
      'Anruf von Ann',
      'Annehmen',
      'Decline',
    ]);
    expect(ringWordsFrom({ incoming: () => 5 as unknown as string }).incoming('Ann')).to.equal(
      'Incoming call from Ann',
    );
    expect(ringWordsFrom(undefined).incoming('Ann')).to.equal('Incoming call from Ann');
  });

  it('leaves no badge where the option notifications is switched off', () => {
    const options = { emitted: true };
    const { page, store } = make(options);
    store.update({ missedCount: 2 });
    options.emitted = false;
    store.update({ missedCount: 3 });
    expect(page.badges).to.deep.equal([2, 0]);
  });

  it('vibrates as long as it rings', async () => {
    const { clock, page, calls } = make();
    calls(call('incoming'));
    expect(page.shaking).to.equal(true);
    page.shaking = false;
    await clock.advance(2400);
    expect(page.shaking, 'again').to.equal(true);
    calls(call('ended'));
    expect(page.shaking).to.equal(false);
    await clock.advance(5000);
    expect(page.shaking).to.equal(false);
  });

  it('shows a notification only when the page is hidden, also when it is hidden during the ringing', () => {
    const { page, notices, calls } = make();
    calls(call('incoming'));
    expect(notices.size).to.equal(0);
    page.leave();
    expect(notices.get('a')).to.deep.equal({
      callId: 'a',
      title: 'Incoming call from Ann Lee',
      body: '201',
      answer: 'Answer',
      decline: 'Decline',
      silent: true,
    });
    calls(call('active'));
    expect(notices.size).to.equal(0);
    expect(page.listeners.size).to.equal(0);
  });

  it('is stopped for a call that is ignored, and continues for another one', () => {
    const { page, notices, calls } = make();
    page.isSeen = false;
    calls(call('incoming'), call('incoming', { id: 'b' }));
    expect([...notices.keys()]).to.deep.equal(['a', 'b']);
    calls(call('incoming', { ignored: true }), call('incoming', { id: 'b' }));
    expect([...notices.keys()]).to.deep.equal(['b']);
    expect(page.shaking).to.equal(true);
  });

  it('sets the badge of the app, where missed calls stay until they are seen', () => {
    const { page, store, calls } = make();
    calls(call('incoming'));
    calls(call('incoming'), call('incoming', { id: 'b' }));
    store.update({ calls: [call('ended')], missedCount: 1 });
    expect(page.badges).to.deep.equal([1, 2, 1]);
    store.update({ missedCount: 0 });
    expect(page.badges.at(-1)).to.equal(0);
  });

  it('is visual while audio is blocked, reports that once, and plays when the user has unlocked audio', () => {
    const { store, blocked, calls } = make();
    calls(call('incoming'));
    expect(store.state.ring).to.include({ blocked: false, visual: false });
    store.update({ audioLocked: true });
    store.update({ missedCount: 1 });
    expect(blocked).to.deep.equal(['a']);
    expect(store.state.ring).to.include({ blocked: true, visual: true });
    store.update({ audioLocked: false });
    expect(store.state.ring).to.include({ blocked: false, visual: false });
    calls(call('ended'));
    expect(store.state.ring).to.equal(undefined);
  });

  it('plays nothing when the page plays its own sound, and is visual when that option is set', () => {
    const silent = make({ sounds: false });
    silent.store.update({ audioLocked: true, calls: [call('incoming')] });
    expect(silent.blocked).to.deep.equal([]);
    expect(silent.store.state.ring).to.include({ blocked: false, visual: false });
    const visual = make({ visual: true });
    visual.calls(call('incoming'));
    expect(visual.store.state.ring).to.include({ blocked: false, visual: true });
  });

  it('does not change title, badge and notifications when alerts outside the page are switched off', () => {
    const { page, notices, calls } = make({ emitted: false });
    page.isSeen = false;
    calls(call('incoming'));
    expect(page.title).to.equal('Customers');
    expect(page.badges).to.deep.equal([]);
    expect(notices.size).to.equal(0);
  });

  it('ends when the phone is closed', async () => {
    const { clock, page, notices, ring, calls } = make();
    page.isSeen = false;
    calls(call('incoming'));
    ring.close();
    expect(notices.size).to.equal(0);
    expect(page).to.include({ title: 'Customers', shaking: false });
    await clock.advance(5000);
    expect(page.title).to.equal('Customers');
    expect(page.badges.at(-1)).to.equal(0);
  });
});
