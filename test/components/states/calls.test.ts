/** A call in each of its states: text, tones, announcements, and buttons. */

import { expect } from '@open-wc/testing';
import { RemoteCall, type TestUA } from '../../support/test-ua.js';
import { button, deep } from '../support.js';
import { Bench, refusal } from './bench.js';

describe('A call', function () {
  // The media are real, and the browser needs its time for them.

  let bench: Bench;

  beforeEach(async () => {
    bench = await Bench.ready();
  });
  afterEach(() => bench.close());

  it('is dialled: no tone, and Cancel in the place of Call', async () => {
    await bench.dials();
    await bench.says('1020 Calling…');
    expect(bench.toneMeter.now).to.equal('');
    expect(bench.announced).to.deep.equal(['polite: Calling…']);
    expect([bench.offers('Cancel'), bench.offers('Mute'), bench.offers('Hold')]).to.deep.equal([true, true, false]);
    await bench.press('Cancel');
  });

  it('rings at the callee: the local ringback tone', async () => {
    await bench.test.receives(refusal(await bench.dials(), 180));
    await bench.says('1020 Ringing…');
    expect(bench.toneMeter.now).to.equal('ringback');
    expect(bench.announced).to.deep.equal(['polite: Calling…', 'polite: Ringing…']);
  });

  it('has early media: no tone over it, and no timer (RFC 3960 §3.2)', async () => {
    const invite = await bench.dials();
    await bench.test.receives(refusal(invite, 180));
    await bench.answers(invite, { statusCode: 183 });
    await bench.says('Audio from network Connecting…');
    expect(bench.toneMeter.now).to.equal('');
    expect(bench.words).not.to.match(/\d:\d\d/);
  });

  it('is incoming: the ringer, and one assertive announcement', async () => {
    await bench.test.rings({ from: '"Ann Lee" <sip:1033@example.com>' });
    await bench.says('Incoming call AL Ann Lee 1033');
    expect(bench.toneMeter.now).to.equal('ring');
    expect(bench.announced).to.deep.equal(['assertive: Incoming call from Ann Lee']);
    expect(['Answer', 'Decline', 'Silence'].filter((key) => !bench.offers(key))).to.deep.equal([]);
    await bench.passes(30_000);
    expect(bench.announced).to.have.length(1);
    await bench.press('Silence');
    expect(bench.toneMeter.now).to.equal('');
    expect(bench.offers('Answer')).to.be.true;
  });

  for (const [what, name] of [
    ['markup', '<img src=x onerror=document.title=1><b>Ann</b>'],
    ['10 kB long', 'Ann '.repeat(2500).trim()],
    ['written from right to left', 'ليلى حدّاد'],
  ] as const) {
    it(`is incoming with a name that is ${what}: it is shown as text, and the buttons stay in place`, async () => {
      await bench.test.rings({ from: `"${name}" <sip:1033@example.com>` });
      await bench.says(/Incoming call .+ (?:<img src=x onerror=document\.title=1><b>Ann<\/b>|Ann Ann|ليلى حدّاد)/);
      expect([...deep(bench.element.shadowRoot!)].filter((one) => one.matches('img, b b'))).to.deep.equal([]);
      expect(bench.announced[0]).to.match(/^assertive: Incoming call from (?:<img src|Ann Ann|ليلى)/);
      const { right, bottom } = bench.element.getBoundingClientRect();
      for (const key of ['Answer', 'Decline']) {
        const box = button(bench.element, key).getBoundingClientRect();
        expect(box.right, key).to.be.at.most(right);
        expect(box.bottom, key).to.be.at.most(bottom);
      }
      await bench.press('Decline');
    });
  }

  it('is rejected with 513 when the name of its caller exceeds the limit of a header field, and the next one rings', async () => {
    await bench.test.rings({ from: `"${'Ann '.repeat(5000)}" <sip:1033@example.com>` });
    await bench.test.replied(513);
    await bench.says('Ready · alice');
    await bench.test.rings({ from: '"Ann Lee" <sip:1033@example.com>' });
    await bench.says('Incoming call AL Ann Lee');
  });

  it('is incoming on an Arabic phone: a name in Latin letters stays readable', async () => {
    bench.element.lang = 'ar';
    await bench.test.rings({ from: '"Ann Lee" <sip:1033@example.com>' });
    await bench.says('مكالمة واردة AL Ann Lee 1033');
    expect(bench.announced).to.deep.equal(['assertive: مكالمة واردة من \u2068Ann Lee\u2069']);
    expect(bench.offers('ردّ')).to.be.true;
  });

  it('is waiting during another call: two soft beeps, and three choices', async () => {
    await bench.inCall();
    await bench.test.rings({ from: '"Bob Marsh" <sip:1044@example.com>' });
    await bench.says('Second call Bob Marsh 1044');
    expect(bench.toneMeter.now).to.equal('425 Hz 200 ms, 425 Hz 200 ms, every 8.0 s');
    expect(bench.announced.at(-1)).to.equal('assertive: Second call from Bob Marsh');
    expect(['Hold & answer', 'End & answer', 'Decline'].filter((key) => !bench.offers(key))).to.deep.equal([]);
    await bench.says('1020');
  });

  it('is established: the timer runs from the answer', async () => {
    await bench.inCall();
    await bench.says('1020 0:00');
    expect(bench.announced.at(-1)).to.equal('polite: Connected');
    expect(bench.toneMeter.all).to.deep.equal(['1000 Hz 60 ms']);
    await bench.passes(61_000);
    await bench.says('1020 1:01');
    expect(['Mute', 'Hold', 'Hang up', 'Keypad', 'Transfer'].filter((key) => !bench.offers(key))).to.deep.equal([]);
  });

  it('is muted and unmuted', async () => {
    await bench.inCall();
    bench.toneMeter.forget();
    await bench.press('Mute');
    expect(bench.toneMeter.all).to.deep.equal(['300 Hz 60 ms']);
    expect(bench.announced.at(-1)).to.equal('polite: Muted');
    expect(bench.offers('Unmute')).to.be.true;
    await bench.press('Unmute');
    expect(bench.toneMeter.all).to.deep.equal(['300 Hz 60 ms', '900 Hz 60 ms']);
    expect(bench.announced.at(-1)).to.equal('polite: Connected');
    expect(bench.offers('Mute')).to.be.true;
  });

  it('is on hold: with the duration, and Resume', async () => {
    const { far } = await bench.inCall();
    await bench.press('Hold');
    await bench.answers(await bench.test.sent('INVITE'), { far });
    await bench.says('On hold · 0:00');
    expect(bench.announced.at(-1)).to.equal('polite: On hold');
    await bench.passes(42_000);
    await bench.says('On hold · 0:42');
    bench.toneMeter.forget();
    await bench.passes(18_000);
    expect(bench.toneMeter.all).to.deep.equal(['600 Hz 200 ms']);
    await bench.press('Resume');
    await bench.answers(await bench.test.sent('INVITE'), { far });
    await bench.says(/1020 1:0\d/);
    expect(bench.announced.at(-1)).to.equal('polite: Connected');
  });

  it('is held by the remote party', async () => {
    const { invite, far } = await bench.inCall();
    const other = RemoteCall.of(bench.test as unknown as TestUA, invite);
    const { body } = await far.getDescription({ hold: true });
    await other.request('INVITE', { body });
    await bench.test.replied(200);
    await other.ack();
    await bench.says('The other side put you on hold');
    expect(bench.announced.at(-1)).to.equal('polite: The other side put you on hold');
  });

  it('loses its connection: a notice at once, with the duration', async () => {
    const { far } = await bench.inCall();
    bench.toneMeter.forget();
    far.close();
    await bench.passesUntil(() => bench.words.includes('Connection lost'), 'it is noticed', 20_000);
    expect(bench.announced.at(-1)).to.equal('assertive: Connection lost. Trying to restore…');
    expect(bench.offers('Hang up')).to.be.true;
    await bench.passes(2500);
    await bench.says('Connection lost. Trying to restore… 0:02');
    expect(bench.toneMeter.all).to.deep.equal(['500 Hz 40 ms, 500 Hz 40 ms']);
  });

  for (const [who, line] of [
    ['by the user', 'You ended the call'],
    ['by the remote party', 'The other side ended the call'],
  ] as const) {
    it(`is ended ${who}: with the party that ended it and its duration, and is removed`, async () => {
      const { invite } = await bench.inCall();
      await bench.passes(72_000);
      bench.toneMeter.forget();
      if (who === 'by the user') await bench.press('Hang up');
      else await RemoteCall.of(bench.test as unknown as TestUA, invite).request('BYE');
      await bench.says(new RegExp(`${line} Call ended · 1:1[23]`));
      expect(bench.announced.at(-1)).to.equal('polite: Call ended');
      expect(bench.toneMeter.all).to.deep.equal(['600 Hz 60 ms, 400 Hz 60 ms']);
      expect(bench.offers('Call back')).to.be.true;
      await bench.passes(6000);
      await bench.says('Keypad Recents');
    });
  }
});
