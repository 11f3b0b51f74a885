import { expect } from 'chai';
import { PhoneError } from '../../../src/phone/phone-error.js';
import { TestPhone } from '../../support/test-phone.js';
import { FAR_CONTACT } from '../../support/test-ua.js';
import { reinvite, talk } from '../support/talk.js';

const SALES = '"Sales, London" <sip:sales@example.com>';
const ANONYMOUS = 'sip:anonymous@anonymous.invalid';
const identities = [SALES, 'tel:+442079460123'];

describe('The echo test', () => {
  it('calls echoUri, and is unavailable without it', async () => {
    const test = await TestPhone.ready({ echoUri: '*43' });
    void test.phone.callEcho();
    expect((await test.sent('INVITE')).uri.toString()).to.equal('sip:*43@example.com');
    test.phone.configure({ echoUri: undefined });
    expect(test.phone.callEcho().state).to.include({ status: 'ended', cause: 'unavailable' });
  });
});

describe('The identity that a call is made from', () => {
  const headersOf = async (test: TestPhone) => {
    const { headers } = await test.sent('INVITE');
    return { from: headers.get('From')!.replace(/;tag=.*/, ''), preferred: headers.get('P-Preferred-Identity') };
  };

  // @rfc 3325 §9.2
  it('is in P-Preferred-Identity beside the account in From (RFC 3325 §9.2)', async () => {
    const test = await TestPhone.ready({ identities });
    expect(test.phone.state.identities).to.deep.equal([
      { uri: 'sip:sales@example.com', name: 'Sales, London', number: 'sales' },
      { uri: 'tel:+442079460123', name: '', number: '+442079460123' },
    ]);
    test.phone.setIdentity('sip:sales@example.com');
    test.phone.call('bob');
    expect(await headersOf(test)).to.deep.equal({ from: '<sip:alice@example.com>', preferred: SALES });
    test.phone.setIdentity();
    test.phone.call('carol');
    expect(await headersOf(test)).to.deep.equal({ from: '<sip:alice@example.com>', preferred: undefined });
  });

  it('is the From of the call and of its dialog with identityHeader="from" (RFC 3261 §12.1.2)', async () => {
    const test = await TestPhone.ready({ identities, identityHeader: 'from' });
    const call = test.phone.call('bob', { identity: 'sip:sales@example.com' });
    const invite = await test.sent('INVITE');
    expect(invite.headers.get('From')).to.match(/^"Sales, London" <sip:sales@example\.com>;tag=/);
    await test.answersSdp(invite);
    expect((await test.sent('ACK')).headers.get('From')).to.equal(invite.headers.get('From'));
    void call.hangUp();
    await test.serve();
  });

  it('is withheld in an anonymous call (RFC 3323)', async () => {
    const test = await TestPhone.ready({ identities });
    test.phone.setIdentity('sip:sales@example.com');
    test.phone.call('bob', { anonymous: true });
    const { from, preferred } = await headersOf(test);
    expect(from).to.equal('"Anonymous" <sip:anonymous@anonymous.invalid>');
    expect(preferred).to.equal('<sip:alice@example.com>');
  });

  // @rfc 3323 §4.1.1.3
  for (const [how, configuration, choice, options] of [
    ['the option anonymous', { anonymous: true }, undefined, {}],
    ['the choice of the user', { identities: [...identities, 'Anonymous'] }, ANONYMOUS, {}],
    ['the argument of a call', { identities }, 'sip:sales@example.com', { anonymous: true }],
  ] as const)
    it(`is withheld by ${how}: in From, and by Privacy in each request of the dialog (RFC 3323 §4.1.1.3, RFC 3325 §9.3)`, async () => {
      const test = await TestPhone.ready(configuration);
      test.phone.setIdentity(choice);
      const call = test.phone.call('bob', options);
      const invite = await test.sent('INVITE');
      await test.answersSdp(invite);
      const ack = await test.sent('ACK');
      void call.hold(true);
      for (const { headers } of [invite, ack, await test.sent('INVITE')]) {
        expect(headers.get('From')).to.match(/^"Anonymous" <sip:anonymous@anonymous\.invalid>;tag=/);
        expect(headers.get('Contact') ?? '').to.not.contain('alice');
      }
      expect(invite.headers.get('Privacy')).to.equal('id');
    });

  it('is shown with the option anonymous where the user has chosen one, or the call says so', async () => {
    const test = await TestPhone.ready({ identities, anonymous: true });
    const from = async (options = {}): Promise<unknown> => {
      const call = test.phone.call('bob', options);
      const { headers } = await test.sent('INVITE');
      void call.hangUp();
      return [headers.get('From')!.replace(/;tag=.*/, ''), headers.get('Privacy')];
    };
    expect(await from({ anonymous: false })).to.deep.equal(['<sip:alice@example.com>', undefined]);
    test.phone.setIdentity('sip:sales@example.com');
    expect(await from()).to.deep.equal(['<sip:alice@example.com>', undefined]);
  });

  it('is withheld with the option anonymous where the named one is none of the identities', async () => {
    const test = await TestPhone.ready({ identities, anonymous: true });
    test.phone.call('bob', { identity: 'sip:boss@example.com' });
    expect((await headersOf(test)).from).to.equal('"Anonymous" <sip:anonymous@anonymous.invalid>');
  });

  it('is withheld again where the call is repeated after the seconds of Retry-After (RFC 3261 §21.4.18)', async () => {
    const test = await TestPhone.ready({ identities });
    test.phone.call('bob', { anonymous: true });
    const first = await test.sent('INVITE');
    await test.answers(first, 480, ['Retry-After: 3']);
    await test.serve();
    await test.clock.advance(3000);
    await test.serve();
    expect((await headersOf(test)).from).to.equal('"Anonymous" <sip:anonymous@anonymous.invalid>');
  });

  it('is withheld in the call that a transfer of the remote party makes', async () => {
    for (const configuration of [{ anonymous: true }, { identities: ['anonymous'] }]) {
      const { test, far } = await talk({ ...configuration, followTransfers: true });
      test.behaviour['NOTIFY'] = () => 200;
      if (!('anonymous' in configuration)) test.phone.setIdentity(ANONYMOUS);
      await far.request('REFER', { extra: ['Refer-To: <sip:carol@example.com>', FAR_CONTACT] });
      await reinvite(test, 'sendonly');
      const { headers } = await test.sent('INVITE');
      expect(headers.get('From')).to.match(/^"Anonymous" <sip:anonymous@anonymous\.invalid>;tag=/);
      expect([headers.get('Privacy'), headers.get('Contact')]).to.satisfy(
        ([privacy, contact]: string[]) => privacy === 'id' && !contact!.includes('alice'),
      );
    }
  });

  it('is that of the user in the call that a transfer of the remote party makes', async () => {
    const { test, far } = await talk({ identities, followTransfers: true });
    test.behaviour['NOTIFY'] = () => 200;
    test.phone.setIdentity('sip:sales@example.com');
    await far.request('REFER', { extra: ['Refer-To: <sip:carol@example.com>', FAR_CONTACT] });
    await reinvite(test, 'sendonly');
    expect((await headersOf(test)).preferred).to.equal(SALES);
  });

  it('is withheld where the call of a lamp is picked up by the pickup code', async () => {
    const test = await TestPhone.ready({ identities: ['anonymous'], pickUpCode: '**' });
    test.phone.setIdentity(ANONYMOUS);
    test.phone.lamps.pickUp('1002');
    expect((await headersOf(test)).from).to.equal('"Anonymous" <sip:anonymous@anonymous.invalid>');
  });

  for (const number of [
    ...['112', '911', '999', '000', 'tel:112', 'tel:112;phone-context=+49', 'sip:911@example.com'],
    'sip:112;phone-context=+49@example.com;user=phone',
  ])
    it(`is never withheld in a call to ${number}, an emergency number`, async () => {
      const test = await TestPhone.ready({ identities: ['anonymous'], anonymous: true });
      for (const options of [{}, { anonymous: true }, { identity: ANONYMOUS }]) {
        const call = test.phone.call(number, options);
        const { headers } = await test.sent('INVITE');
        expect(headers.get('From')).to.match(/^<sip:alice@example\.com>;tag=/);
        expect(headers.get('Privacy')).to.equal(undefined);
        void call.hangUp();
        await test.serve();
      }
    });

  it('is withheld in a call to a number that only begins as an emergency number', async () => {
    const test = await TestPhone.ready({ anonymous: true });
    test.phone.call('1120');
    expect((await headersOf(test)).from).to.equal('"Anonymous" <sip:anonymous@anonymous.invalid>');
  });

  it('is not withheld in calls to the mailbox and the echo service, which are those of the own server', async () => {
    const test = await TestPhone.ready({ anonymous: true, echoUri: '*43', voicemail: '*97' });
    for (const call of [() => test.phone.callEcho(), () => test.phone.callVoicemail()]) {
      void call();
      expect((await headersOf(test)).from).to.equal('<sip:alice@example.com>');
    }
  });

  it('is one of the option: another one is an error, and a choice that the option loses is dropped', async () => {
    const test = await TestPhone.ready({ identities });
    expect(() => test.phone.setIdentity('sip:boss@example.com')).to.throw(PhoneError);
    test.phone.setIdentity('sip:sales@example.com');
    test.phone.configure({ identities: ['desk@example.com'] });
    expect(test.phone.state.identity).to.be.undefined;
    test.phone.call('bob', { identity: 'sip:boss@example.com' });
    expect(await headersOf(test)).to.deep.equal({ from: '<sip:alice@example.com>', preferred: undefined });
    test.phone.configure({ identities: ['mailto:a@b.example'] });
    expect(test.phone.state.problem).to.include({ attribute: 'identities' });
  });
});
