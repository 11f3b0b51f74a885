import { expect } from 'chai';
import { Numbering } from '../../../src/phone/calls/numbering.js';
import { targetUri } from '../../../src/phone/calls/target.js';
import { readDialString } from '../../../src/phone/calls/dial-string.js';
import { URI } from '../../../src/sip/message/uri.js';
import { TestPhone } from '../../support/test-phone.js';

async function numbering(country: string | undefined): Promise<Numbering> {
  const made = new Numbering(() => undefined);
  made.use(country);
  await made.ready;
  return made;
}

describe('A number with a country', () => {
  it('is sent as E.164, for any spelling', async () => {
    const gb = await numbering('GB');
    expect(gb.toE164('02079460123')).to.equal('+442079460123');
    expect(gb.toE164('+442079460123')).to.equal('+442079460123');
    expect((await numbering('UK')).toE164('02079460123')).to.equal('+442079460123');
    expect((await numbering('us')).toE164('2015550123')).to.equal('+12015550123');
  });

  it('outside its numbering plan is unchanged: extensions, emergency numbers, service codes, names', async () => {
    const gb = await numbering('GB');
    for (const text of ['1001', '999', '112', '*21*123#', 'alice', '0', '']) expect(gb.toE164(text)).to.equal(text);
  });

  it('is formatted while it is typed, and keeps every digit', async () => {
    const gb = await numbering('GB');
    expect(gb.format('02079460123')).to.equal('020 7946 0123');
    expect(gb.format('+12015550123')).to.equal('+1 201 555 0123');
    for (const text of ['1001', '*43', 'alice', 'alice@example.com', '1-800-FLOWERS', '1'.repeat(100)]) {
      expect(gb.format(text)).to.equal(text);
    }
    for (let length = 1; length <= 15; length++) {
      const typed = '020794601234567'.slice(0, length);
      expect(gb.format(typed).replace(/\D/g, '')).to.equal(typed);
    }
  });

  it('is shown as it was typed when the plan cannot format it', async () => {
    const [cv, ws] = [await numbering('CV'), await numbering('WS')];
    for (const text of ['06', '05', '02', '03', '0', '061', '0612345']) {
      for (const plan of [cv, ws]) expect(plan.format(text).replace(/\D/g, '')).to.equal(text);
    }
    const library = await import('libphonenumber-js/min');
    class Forgetful extends library.AsYouType {
      override input(text: string): string {
        return super.input(text.slice(1));
      }
    }
    const broken = new Numbering(
      () => undefined,
      () => Promise.resolve({ ...library, AsYouType: Forgetful }),
    );
    broken.use('GB');
    await broken.ready;
    expect(broken.format('02079460123')).to.equal('02079460123');
  });

  it('is unchanged without a country, for an unknown one, and when the plan cannot be loaded', async () => {
    for (const country of [undefined, 'ZZ', 'nonsense', '']) {
      const none = await numbering(country);
      expect(none.toE164('02079460123')).to.equal('02079460123');
      expect(none.format('02079460123')).to.equal('02079460123');
    }
    const offline = new Numbering(
      () => undefined,
      () => Promise.reject(new Error('no network')),
    );
    offline.use('GB');
    await offline.ready;
    expect(offline.toE164('02079460123')).to.equal('02079460123');
  });

  it('has its plan loaded once, and only when a country is set', async () => {
    let loads = 0;
    let changes = 0;
    const made = new Numbering(
      () => changes++,
      () => (loads++, import('libphonenumber-js/min')),
    );
    made.use(undefined);
    await made.ready;
    expect(loads).to.equal(0);
    for (const country of ['GB', 'GB', 'DE', undefined]) {
      made.use(country);
      await made.ready;
    }
    expect(loads).to.equal(1);
    expect(changes).to.equal(3);
  });

  it('is converted before the INVITE is sent, and matched with the contacts', async () => {
    const test = await TestPhone.ready({
      contacts: [{ id: '1', name: 'Ann', numbers: [{ target: '020 7946 0123' }] }],
    });
    const left = new Promise<void>((resolve) => {
      test.socket.onsip = (text) => void (text.startsWith('INVITE') && resolve());
    });
    test.phone.configure({ country: 'GB' });
    const call = test.phone.call('(020) 7946-0123 ext 4');
    await left;
    const invite = await test.sent('INVITE');
    expect(invite.uri.toString()).to.equal('sip:+442079460123@example.com');
    expect(call.state.peer).to.include({ name: 'Ann', number: '02079460123' });
    expect(test.phone.formatNumber('0207946')).to.equal('020 7946');
    await test.rings({ from: '<sip:+442079460123@gateway.example.net>' });
    expect(test.phone.state.calls.at(-1)?.peer.name).to.equal('Ann');
  });
});

describe('A local number of a tel URI', () => {
  const account = URI.parse('sip:alice@example.com')!;
  const called = (text: string) => {
    const { target, context } = readDialString(text);
    return targetUri(target, account, context)?.toString();
  };

  // @rfc 3261 §19.1.6
  // @rfc 3966 §5.1.5
  it('has its phone-context in the Request-URI (RFC 3966 §5.1.5, RFC 3261 §19.1.6)', () => {
    expect(called('tel:7042;phone-context=other.example')).to.equal(
      'sip:7042;phone-context=other.example@example.com;user=phone',
    );
    expect(called('tel:863-1234;phone-context=+1-914-555')).to.equal(
      'sip:8631234;phone-context=+1914555@example.com;user=phone',
    );
  });

  it('has no phone-context when that is the own domain, global or malformed', () => {
    expect(called('tel:7042;phone-context=Example.com')).to.equal('sip:7042@example.com');
    expect(called('tel:+1-201-555-0123;phone-context=+1')).to.equal('sip:+12015550123@example.com');
    expect(called('tel:7042;phone-context=a b<>')).to.equal('sip:7042@example.com');
    expect(called('tel:7042;isub=1;x=y')).to.equal('sip:7042@example.com');
  });

  it('keeps its extension', () => {
    expect(readDialString('tel:7042;ext=22;phone-context=other.example')).to.deep.equal({
      target: '7042',
      postDial: ',22',
      context: 'other.example',
    });
  });
});

describe('A number with letters', () => {
  it('is dialled by the digits of its letters (ITU-T E.161)', () => {
    expect(readDialString('1-800-FLOWERS').target).to.equal('18003569377');
    expect(readDialString('+1 (800) GO-FEDEX').target).to.equal('+18004633339');
    expect(readDialString('0800-REVERSE').target).to.equal('08007383773');
  });

  it('is not made from a name', () => {
    for (const name of ['1-800-flowers', 'agent-007', 'A-TEAM', '2-BOB', 'room-12', 'R2-D2']) {
      expect(readDialString(name).target).to.equal(name);
    }
  });
});
