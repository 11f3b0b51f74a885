import { expect } from 'chai';
import { PhoneError } from '../../../src/phone/phone-error.js';
import { answer } from '../../support/sip-text.js';
import { isCallerRule } from '../../../src/phone/calls/caller-match.js';
import type { RingRule } from '../../../src/phone/calls/ring-rules.js';
import { sdp } from '../../support/fake-description-handler.js';
import { expectLinear } from '../../support/linear.js';
import { TestPhone } from '../../support/test-phone.js';
import { RemoteCall, type TestUA } from '../../support/test-ua.js';

const ringing = (test: TestPhone) => test.phone.getCall(test.call!.id)!;
const failure = (promise: Promise<unknown>) =>
  promise.then(
    () => undefined,
    (error: unknown) => error,
  );

describe('An incoming call that is redirected with deflect()', () => {
  // @rfc 3261 §21.3.3
  it('is answered with 302 and the new target, and is forwarded in the history (RFC 3261 §21.3.3, RFC 5806)', async () => {
    const test = await TestPhone.ready();
    await test.rings();
    const done = ringing(test).deflect('(020) 7946-0123');
    const redirect = await test.replied(302);
    expect(redirect).to.match(/^Contact: <sip:02079460123@example\.com>\r$/m);
    expect(redirect).to.match(/^Diversion: <sip:alice@example\.com>.*reason=deflection/m);
    await done;
    expect(test.call).to.include({ status: 'ended', cause: 'forwarded', failed: false, endedBy: 'local' });
    expect(test.phone.state.history[0]).to.include({ cause: 'forwarded' });
    expect(test.phone.state.missedCount).to.equal(0);
  });

  it('continues to ring when the target is invalid or the own address', async () => {
    const test = await TestPhone.ready();
    await test.rings();
    expect(await failure(ringing(test).deflect('a@b@c d')))
      .to.be.instanceOf(PhoneError)
      .and.include({ kind: 'not-found' });
    expect(await failure(ringing(test).deflect('alice'))).to.be.instanceOf(PhoneError);
    expect(test.call?.status).to.equal('incoming');
    await ringing(test).decline();
    expect(test.call).to.include({ cause: 'declined' });
  });

  it('must be an incoming call without a final response', async () => {
    const test = await TestPhone.ready();
    expect(await failure(test.phone.call('bob').deflect('carol'))).to.include({ kind: 'already-ended' });
    await test.rings();
    const call = test.phone.getCall(test.phone.state.calls.at(-1)!.id)!;
    void call.answer().catch(() => undefined);
    expect(await failure(call.deflect('carol'))).to.include({ kind: 'already-ended' });
  });
});

describe('A call that the application names with rename()', () => {
  it('has this name on one line in its state and in the history, and keeps its number', async () => {
    const test = await TestPhone.ready();
    await test.rings();
    const { number } = test.call!.peer;
    ringing(test).rename('Ann\r\nMiller\u0007 \u2066(claim 77)');
    expect(test.call!.peer).to.include({ name: 'Ann Miller (claim 77)', number });
    await ringing(test).decline();
    expect(test.phone.state.history[0]!.peer).to.include({ name: 'Ann Miller (claim 77)', number });
  });
});

describe('An incoming call whose caller offers video', () => {
  // @rfc 3264 §5.1
  it('says so in its state; a stream with port 0 is not offered', async () => {
    for (const [media, offers] of [
      ['m=video 9 UDP/TLS/RTP/SAVPF 96\r\n', true],
      ['m=video 0 UDP/TLS/RTP/SAVPF 96\r\n', undefined],
      ['', undefined],
    ] as const) {
      const test = await TestPhone.ready();
      await test.rings({ body: `${sdp()}${media}` });
      expect(test.call?.offersVideo, media).to.equal(offers);
    }
  });
});

describe('The header fields of the application', () => {
  it('are sent with every call, and those of one call with that call', async () => {
    const test = await TestPhone.ready({ extraHeaders: ['X-Team: 4'] });
    test.phone.call('bob', { extraHeaders: ['X-Ticket: 77'] });
    const invite = await test.sent('INVITE');
    expect([invite.headers.get('X-Team'), invite.headers.get('X-Ticket')]).to.deep.equal(['4', '77']);
  });

  it('are read from an INVITE, and from the 2xx to an outgoing call', async () => {
    const test = await TestPhone.ready();
    await test.rings({ extra: ['X-Customer: 42\u202E', 'x-customer: 43', 'Subject: no', 'X-Queue: Sales'] });
    expect(test.call?.headers).to.deep.equal({ 'x-customer': '42', 'x-queue': 'Sales' });
    await ringing(test).decline();
    expect(test.call?.headers).to.deep.equal({ 'x-customer': '42', 'x-queue': 'Sales' });
    const call = test.phone.call('bob');
    const invite = await test.sent('INVITE');
    expect(call.state.headers).to.equal(undefined);
    await test.receives(
      answer(invite.toString(), 200, {
        toTag: 'far',
        extra: ['Contact: <sip:bob@far.invalid;transport=ws>', 'Content-Type: application/sdp', 'X-Agent: 9'],
        body: 'v=0\r\no=- 1 1 IN IP4 192.0.2.1\r\ns=-\r\nc=IN IP4 192.0.2.1\r\nt=0 0\r\nm=audio 4000 RTP/AVP 0\r\n',
      }),
    );
    expect(call.state.headers).to.deep.equal({ 'x-agent': '9' });
  });

  it('are limited in number and length', async () => {
    const test = await TestPhone.ready();
    const many = Array.from({ length: 60 }, (_, index) => `X-H${index}: ${'v'.repeat(100)}`);
    await test.rings({ extra: [`X-Long: ${'a'.repeat(3000)}`, `X-${'n'.repeat(100)}: x`, ...many] });
    const { headers } = test.call!;
    expect(Object.keys(headers!)).to.have.length(32);
    expect(headers!['x-long']).to.have.length(1024);
  });
});

describe('The Alert-Info of an incoming call', () => {
  const alertInfoOf = async (...values: string[]) => {
    const test = await TestPhone.ready();
    await test.rings({ extra: values.map((value) => `Alert-Info: ${value}`) });
    return { test, alertInfo: test.call?.alertInfo };
  };

  for (const [value, names] of [
    [
      '<urn:alert:source:Internal>, <urn:alert:priority:high>',
      ['urn:alert:source:internal', 'urn:alert:priority:high'],
    ],
    ['<http://www.example.com/sound/moo.wav>;info=alert-internal', ['alert-internal']],
    ['<http://127.0.0.1>;info="ring two"', ['ring two']],
    ['info=alert-external', ['alert-external']],
    [';info=alert-group', ['alert-group']],
    ['Bellcore-dr2', ['Bellcore-dr2']],
    ['<http://www.example.com/sound/moo.wav>', undefined],
    ['http://www.example.com/sound/moo.wav', undefined],
  ] as const)
    it(`is in the state by name, without a URL: ${value} (RFC 3261 §20.4, RFC 7462)`, async () => {
      expect((await alertInfoOf(value)).alertInfo).to.deep.equal(names);
    });

  // @rfc 3261 §20.4
  it('is cleaned text of limited number and length, and remains after the call (RFC 3261 §20.4)', async () => {
    const many = Array.from({ length: 20 }, (_, index) => `info=a${index}`);
    const { test, alertInfo } = await alertInfoOf(`info=\u202Eevil${'x'.repeat(500)}`, ...many);
    expect(alertInfo).to.have.length(8);
    expect(alertInfo![0])
      .to.match(/^evilx+$/)
      .and.to.have.length(128);
    await ringing(test).decline();
    expect(test.call?.alertInfo).to.deep.equal(alertInfo);
  });
});

describe('The called party of an incoming call', () => {
  const reached = async (extra: string[], to?: string) => {
    const test = await TestPhone.ready();
    test.behaviour['REGISTER'] = (register) =>
      answer(register.toString(), 200, {
        toTag: 'r',
        extra: [`Contact: ${register.headers.get('Contact')}`, 'P-Associated-URI: <sip:1001@example.com>'],
      });
    test.phone.configure({ registerExpires: 601 });
    await test.serve();
    await test.clock.advance(3000);
    await test.serve();
    const far = new RemoteCall(test as unknown as TestUA);
    if (to) far.to = to;
    await far.request('INVITE', { extra: [...extra, 'Content-Type: application/sdp'], body: sdpOf() });
    return test.call?.calledParty;
  };
  const sdpOf = () =>
    'v=0\r\no=- 1 1 IN IP4 192.0.2.1\r\ns=-\r\nc=IN IP4 192.0.2.1\r\nt=0 0\r\nm=audio 4000 RTP/AVP 0\r\n';

  // @rfc 5806 §4
  it('is that of the first diversion (RFC 5806 §4)', async () => {
    const extra = [
      'Diversion: <sip:1005@example.com>;reason=no-answer',
      'Diversion: "Sales" <sip:+442079460000@example.com>;reason=unconditional',
    ];
    expect(await reached(extra)).to.deep.equal({
      ...{ name: 'Sales', number: '+442079460000', uri: 'sip:+442079460000@example.com' },
    });
  });

  it('is not set when the diversion has privacy=full', async () => {
    expect(await reached(['Diversion: <sip:secret@example.com>;privacy=full'])).to.equal(undefined);
  });

  // @rfc 7044
  it('is the first target of History-Info (RFC 7044)', async () => {
    const extra = ['History-Info: <sip:5550100@example.com>;index=1, <sip:alice@example.com>;index=1.1'];
    expect((await reached(extra))?.number).to.equal('5550100');
  });

  it('is the To of the INVITE, unless that is the account itself by any of its addresses', async () => {
    expect((await reached([], '"Support" <sip:support@example.com>'))?.name).to.equal('Support');
    expect(await reached([], '<sip:1001@example.com>')).to.equal(undefined);
    expect(await reached([])).to.equal(undefined);
  });
});

describe('An incoming call of a caller in blockedCallers', () => {
  const FROM = '"Robo" <sip:+442079460123@trunk.invalid>';

  // @rfc 3261 §21.6.2
  it('is declined without ringing, and is in the history as blocked, not as missed (RFC 3261 §21.6.2)', async () => {
    const test = await TestPhone.ready({ blockedCallers: ['+44 20 7946 0123'] });
    const emitted: unknown[] = [];
    test.phone.on('incoming', (call) => emitted.push(call));
    for (let call = 0; call < 5; call++) await test.rings({ from: FROM });
    expect(await test.replied(603)).to.match(/^SIP\/2\.0 603 /);
    expect([emitted, test.phone.state.calls, test.phone.state.missedCount]).to.deep.equal([[], [], 0]);
    const { history } = test.phone.state;
    expect(history[0]).to.deep.include({ direction: 'incoming', cause: 'blocked', times: 3 });
    expect(history[0]!.peer).to.include({ name: 'Robo', number: '+442079460123' });
    expect(history, 'further calls share an entry').to.have.length(3);
  });

  const cases: [rule: string, from: string, extra: string[], isBlocked: boolean][] = [
    ['1001', '<sip:1001@example.com>', [], true],
    ['1001', '<sip:1001@elsewhere.example>', [], false],
    ['desk@shop.example', '<sip:desk@SHOP.example>', [], true],
    ['sip:desk@shop.example', '<sip:other@shop.example>', [], false],
    ['@shop.example', '<sip:anyone@shop.example>', [], true],
    ['@shop.example', '<sip:anyone@my.shop.example>', [], false],
    ['+442079460123', '<tel:+442079460123>', [], true],
    ['anonymous', '"Anonymous" <sip:anonymous@anonymous.invalid>', [], true],
    ['anonymous', '<sip:anonymous@anonymous.invalid>', ['P-Asserted-Identity: <sip:bob@example.com>'], false],
    ['bob', '<sip:anonymous@anonymous.invalid>', ['P-Asserted-Identity: <sip:bob@example.com>'], true],
    ['bob', '<sip:bob@example.com>', ['P-Asserted-Identity: <sip:carol@example.com>'], true],
    ['carol', '<sip:bob@example.com>', ['Remote-Party-ID: <sip:carol@example.com>'], true],
  ];
  for (const [rule, from, extra, isBlocked] of cases)
    it(`is ${isBlocked ? 'declined' : 'not declined'} by "${rule}" from ${[from, ...extra].join(', ')}`, async () => {
      const test = await TestPhone.ready({ blockedCallers: [rule] });
      await test.rings({ from, extra });
      expect(test.phone.state.calls.length).to.equal(isBlocked ? 0 : 1);
      if (isBlocked) await test.replied(603);
    });

  it('is declined by a number in the form of the country, once the option is set', async () => {
    const test = await TestPhone.ready({ country: 'GB' });
    // An INVITE leaves when the numbering plan is loaded.
    const left = new Promise<void>((resolve) => {
      test.socket.onsip = (text) => void (text.startsWith('INVITE') && resolve());
    });
    test.phone.call('(020) 7946-0999');
    await left;
    await test.rings({ from: FROM });
    expect(test.phone.state.calls.map(({ status }) => status)).to.include('incoming');
    test.phone.configure({ ...test.phone.configuration, blockedCallers: ['(020) 7946-0123'] });
    await test.rings({ from: FROM });
    expect(await test.replied(603)).to.match(/^SIP\/2\.0 603 /);
  });
});

describe('The verification of a telephone number (verstat, 3GPP TS 24.229 §7.2A.20)', () => {
  for (const [what, asserted, suspect] of [
    ['that failed', '<sip:+15550104477;verstat=TN-Validation-Failed@example.com;user=phone>', true],
    ['that failed at level C, in a tel URI', '<tel:+15550104477;verstat=TN-Validation-Failed-C>', true],
    ['that passed', '<sip:+15550104477;verstat=TN-Validation-Passed@example.com;user=phone>', undefined],
    ['that was not made', '<tel:+15550104477;verstat=No-TN-Validation>', undefined],
  ] as const)
    it(`${what} ${suspect ? 'makes the caller suspect' : 'says nothing against the caller'}`, async () => {
      const test = await TestPhone.ready();
      await test.rings({ extra: [`P-Asserted-Identity: ${asserted}`] });
      expect(test.call!.peer).to.include({ number: '+15550104477' });
      expect(test.call!.peer.suspect).to.equal(suspect);
    });
});

describe('Remote-Party-ID (draft-ietf-sip-privacy-04 §5.1)', () => {
  const shown = (test: TestPhone): string => `${test.call!.peer.name} ${test.call!.peer.number}`.trim();
  const cases: [what: string, extra: string[], shown: string][] = [
    ['names the caller', ['"Ann Lee" <sip:1002@example.com>;party=calling;screen=yes;privacy=off'], 'Ann Lee 1002'],
    ['names the caller without a party', ['"Ann Lee" <sip:1002@example.com>'], 'Ann Lee 1002'],
    ['of the called party does not', ['"Me" <sip:alice@example.com>;party=called'], 'Bob bob'],
    ['hides the caller with privacy=full', ['"Ann" <sip:1002@example.com>;privacy=full'], 'Anonymous anonymous'],
    ['hides the caller with privacy=uri', ['"Ann" <sip:1002@example.com>;privacy="name,uri"'], 'Anonymous anonymous'],
    ['hides the name with privacy=name', ['"Ann" <sip:1002@example.com>;privacy=name'], '1002'],
    ['that is broken is ignored', ['<sip:1002@@>'], 'Bob bob'],
  ];
  for (const [what, values, expected] of cases)
    it(what, async () => {
      const test = await TestPhone.ready();
      await test.rings({ from: '"Bob" <sip:bob@example.com>', extra: values.map((one) => `Remote-Party-ID: ${one}`) });
      expect(shown(test)).to.equal(expected);
    });

  it('yields to P-Asserted-Identity, and is no proof of the caller (RFC 3325 §9.1)', async () => {
    const test = await TestPhone.ready({ autoAnswerHeader: true });
    const answers = 'Call-Info: <sip:example.com>;answer-after=0';
    await test.rings({
      extra: ['Remote-Party-ID: <sip:1002@example.com>', 'P-Asserted-Identity: <sip:1003@other>', answers],
    });
    expect(shown(test)).to.equal('1003');
    await ringing(test).decline();
    await test.rings({ extra: ['Remote-Party-ID: <sip:1002@example.com>;screen=yes', answers] });
    await test.clock.advance(5000);
    expect(test.call).to.include({ status: 'incoming' });
  });

  it('of an answer names the called party, and a later request of the call the new one', async () => {
    const test = await TestPhone.ready();
    const call = test.phone.call('600');
    const invite = await test.sent('INVITE');
    await test.answers(invite, 180, ['Remote-Party-ID: "Sales" <sip:1004@example.com>;party=called']);
    expect(shown(test)).to.equal('Sales 1004');
    await test.answersSdp(invite);
    await test.sent('ACK');
    expect(call.state.status).to.equal('active');
    const far = RemoteCall.of(test as unknown as TestUA, invite);
    await far.request('UPDATE', { extra: ['Remote-Party-ID: "Support" <sip:1005@example.com>;party=calling'] });
    await test.replied(200);
    expect(shown(test)).to.equal('Support 1005');
  });
});

// @rfc 7462 §6
describe('The ringer of an incoming call by ringRules', () => {
  const ringerOf = async (ringRules: readonly RingRule[], from: string, ...alertInfo: string[]) => {
    const contacts = [{ id: 'c', name: 'Carol', numbers: [{ target: 'carol' }] }];
    const test = await TestPhone.ready({ ringRules, contacts });
    await test.rings({ from, extra: alertInfo.map((value) => `Alert-Info: ${value}`) });
    return { test, ringer: test.call?.ringer };
  };
  const CAROL = '<sip:carol@example.com>';
  const LONDON = '<sip:+442079460123@example.com>';
  const inOffice = { ringer: 'double', alertInfo: ['urn:alert:source:internal', 'alert-internal'] };
  const ofPbx = { origins: ['https://pbx.example.com'] };

  const cases: [title: string, rules: readonly RingRule[], from: string, alertInfo: string[], ringer?: string][] = [
    ['a caller', [{ ringer: 'low', callers: ['carol'] }], CAROL, [], 'low'],
    ['another caller', [{ ringer: 'low', callers: ['carol'] }], '<sip:dan@example.com>', []],
    ['a contact', [{ ringer: 'high', callers: ['contacts'] }], CAROL, [], 'high'],
    ['no contact', [{ ringer: 'high', callers: ['contacts'] }], '<sip:dan@example.com>', []],
    ['the first digits', [{ ringer: '/london.mp3', callers: ['+44 20*'] }], LONDON, [], '/london.mp3'],
    ['other first digits', [{ ringer: '/paris.mp3', callers: ['+33*'] }], LONDON, []],
    ['the first rule that fits', [{ ringer: 'silent', callers: ['anonymous'] }, { ringer: 'low' }], CAROL, [], 'low'],
    ['an alert URN, in any letter case', [inOffice], CAROL, ['<URN:alert:source:Internal>'], 'double'],
    ['an info parameter', [inOffice], CAROL, ['<http://x.example>;info=alert-internal'], 'double'],
    ['a value without a URI', [{ ringer: 'triple', alertInfo: ['bellcore-dr*'] }], CAROL, ['Bellcore-dr3'], 'triple'],
    ['other Alert-Info', [inOffice], CAROL, ['<urn:alert:source:external>']],
    ['both conditions', [{ ...inOffice, callers: ['dan'] }], CAROL, ['<urn:alert:source:internal>']],
    [
      'a URL of a permitted origin',
      [ofPbx],
      CAROL,
      ['<https://pbx.example.com/a.wav>'],
      'https://pbx.example.com/a.wav',
    ],
    ['a URL of another origin', [ofPbx], CAROL, ['<https://pbx.example.com.evil.example/a.wav>']],
    ['a URL with a password', [ofPbx], CAROL, ['<https://a:b@pbx.example.com/a.wav>']],
    ['a URL without TLS', [ofPbx], CAROL, ['<http://pbx.example.com/a.wav>']],
    ['a URL without a rule', [{ ringer: 'low', callers: ['dan'] }], CAROL, ['<https://pbx.example.com/a.wav>']],
  ];
  for (const [title, rules, from, alertInfo, expected] of cases)
    it(`is ${expected ?? 'that of the phone'} for ${title}`, async () => {
      expect((await ringerOf(rules, from, ...alertInfo)).ringer).to.equal(expected);
    });

  it('is not chosen by a list with an invalid rule, which is a problem', async () => {
    for (const bad of [{}, { ringer: '' }, { origins: ['http://pbx.example.com'] }, { ...ofPbx, ringer: 'low' }, 5]) {
      const test = await TestPhone.ready({ ringRules: [bad as RingRule] });
      expect(test.phone.state.problem, JSON.stringify(bad)).to.include({ attribute: 'ring-rules' });
    }
  });
});

const ASSERTED = 'P-Asserted-Identity: <sip:bob@example.com>';

describe('The automatic answer', () => {
  for (const options of [{ autoAnswer: true }, { autoAnswerHeader: true }])
    it(`by ${Object.keys(options).join()} does not answer during another call, which is not held (M13)`, async () => {
      const test = await TestPhone.ready(options);
      const call = test.phone.call('carol');
      await test.answersSdp(await test.sent('INVITE'));
      await test.sent('ACK');
      await test.rings({ extra: ['Answer-Mode: Auto', ASSERTED] });
      await test.clock.advance(5000);
      await test.serve();
      expect(test.phone.state.calls.map(({ status }) => status)).to.deep.equal(['active', 'incoming']);
      expect(call.state).to.deep.include({ hold: { local: false, remote: false } });
      expect(test.handlers, 'no media is opened for the second call').to.have.length(1);
    });

  it('is given up when another call starts during its delay', async () => {
    const test = await TestPhone.ready({ autoAnswer: 5 });
    await test.rings();
    test.phone.call('carol');
    await test.clock.advance(6000);
    expect(test.phone.state.calls.map(({ status }) => status)).to.deep.equal(['incoming', 'dialing']);
  });

  it('can be vetoed, and gives auto-answer as its origin', async () => {
    const test = await TestPhone.ready({ autoAnswer: true });
    const emitted: string[] = [];
    test.phone.on('before', (event) => {
      emitted.push(`${event.command.action} ${event.command.origin}`);
      event.preventDefault();
    });
    await test.rings();
    await test.clock.advance(1000);
    expect(test.call?.status).to.equal('incoming');
    expect(emitted).to.deep.equal(['answer auto-answer']);
  });
});

describe('A caller that requests an automatic answer', () => {
  const headers = {
    'Answer-Mode: Auto': 0,
    'Answer-Mode: Auto;require': 0,
    'Priv-Answer-Mode: Auto': 0,
    'Call-Info: <sip:example.com>;answer-after=0': 0,
    'Call-Info: <sip:example.com>;answer-after=5': 5000,
    'Call-Info: <https://example.com/>;purpose=info, <sip:x>;answer-after=1': 1000,
    'Alert-Info: <https://example.com/>;info=alert-autoanswer;delay=0': 0,
    'Alert-Info: <https://example.com/>;answer-after=2': 2000,
    'Alert-Info: info=alert-autoanswer': 0,
    'Alert-Info: Ring Answer': 0,
    'Alert-Info: Auto Answer': 0,
  };

  for (const [header, delay] of Object.entries(headers)) {
    // @rfc 5373
    it(`by "${header}" is answered when the option allows it (RFC 5373)`, async () => {
      const test = await TestPhone.ready({ autoAnswerHeader: true });
      await test.rings({ extra: [header, ASSERTED] });
      if (delay > 0) await test.clock.advance(delay - 1);
      if (delay > 0) expect(test.call?.status).to.equal('incoming');
      await test.clock.advance(1);
      await test.replied(200);
    });

    it(`by "${header}" rings without the option, as an answer would open the microphone`, async () => {
      const test = await TestPhone.ready();
      await test.rings({ extra: [header, ASSERTED] });
      await test.clock.advance(20_000);
      expect(test.call?.status).to.equal('incoming');
    });
  }

  for (const other of [
    'Alert-Info: Ring Answer',
    'Alert-Info: <https://example.com/>;answer-after=0',
    'Call-Info: <sip:example.com>;answer-after=0',
  ])
    it(`by Answer-Mode decides before ${other} (RFC 5373 §4.1)`, async () => {
      const test = await TestPhone.ready({ autoAnswerHeader: true });
      await test.rings({ extra: ['Answer-Mode: Manual', other, ASSERTED] });
      await test.clock.advance(10_000);
      expect(test.call?.status).to.equal('incoming');
    });

  it('for a manual answer, or with a malformed header field, rings', async () => {
    const test = await TestPhone.ready({ autoAnswerHeader: true });
    for (const header of [
      'Answer-Mode: Manual',
      'Answer-Mode: ,',
      'Call-Info: <sip:x>;answer-after=-1',
      'Call-Info: answer-after=0',
      'Alert-Info: <https://example.com/alert-autoanswer>',
      'Alert-Info: alert-internal',
    ]) {
      await test.rings({ extra: [header, ASSERTED] });
      await test.clock.advance(10_000);
      expect(test.call?.status, header).to.equal('incoming');
      await ringing(test).decline();
    }
  });

  it('is rejected with 486 in Do Not Disturb', async () => {
    const test = await TestPhone.ready({ autoAnswerHeader: true });
    test.phone.setDoNotDisturb(true);
    await test.rings({ extra: ['Priv-Answer-Mode: Auto', ASSERTED] });
    await test.replied(486);
  });

  for (const [who, allowed, extra, answers] of [
    ['has no asserted identity', true, [], false],
    ['has an asserted identity in the domain of the account', true, [ASSERTED], true],
    ['has an asserted identity in another domain', true, ['P-Asserted-Identity: <sip:bob@other.example>'], false],
    ['is in the list by number', ['1001', 'bob'], [ASSERTED], true],
    ['is in the list by address', ['sip:bob@example.com'], [ASSERTED], true],
    ['is in the list by domain', ['@EXAMPLE.com'], [ASSERTED], true],
    ['is not in the list', ['1001', 'rob@example.com', '@example.org', ''], [ASSERTED], false],
    ['is in the list only by its From', ['bob'], ['P-Asserted-Identity: <sip:eve@example.com>'], false],
  ] as const)
    it(`that ${who} ${answers ? 'is answered' : 'rings'} (RFC 5373 §7, M13)`, async () => {
      const test = await TestPhone.ready({ autoAnswerHeader: allowed });
      await test.rings({ extra: ['Answer-Mode: Auto', ...extra] });
      await test.clock.advance(1);
      expect(test.call?.status).to.equal(answers ? 'active' : 'incoming');
      expect(test.handlers).to.have.length(answers ? 1 : 0);
    });
});

describe('An INVITE with Join (RFC 3911)', () => {
  it('is rejected with 488, as no party may join without consent', async () => {
    const test = await TestPhone.ready();
    const call = test.phone.call('bob');
    const invite = await test.sent('INVITE');
    await test.answersSdp(invite);
    await test.sent('ACK');
    await test.rings({ extra: [`Join: ${invite.callId};to-tag=${invite.fromTag};from-tag=far`] });
    await test.replied(488);
    expect(call.state.status).to.equal('active');
    expect(test.phone.state.calls).to.have.length(1);
  });
});

describe('The INVITE of an outgoing call', () => {
  // @rfc 4028
  it('has session timers and reliable provisional responses by the options (RFC 4028, RFC 3262)', async () => {
    const invite = async (options: object) => {
      const test = await TestPhone.ready(options);
      test.phone.call('bob');
      return test.sent('INVITE');
    };
    const plain = await invite({});
    expect(plain.headers.get('Session-Expires')).to.match(/^90/);
    expect(plain.hasOption('Require', '100rel')).to.equal(false);
    expect((await invite({ sessionTimers: 300 })).headers.get('Session-Expires')).to.match(/^300/);
    expect((await invite({ sessionTimers: false })).headers.has('Session-Expires')).to.equal(false);
    expect((await invite({ rel100: 'required' })).hasOption('Require', '100rel')).to.equal(true);
    expect((await invite({ sessionTimers: 5 })).headers.get('Session-Expires')).to.match(/^90/);
  });
});

describe('An entry of blockedCallers', () => {
  it('is checked in linear time', () => {
    for (const unit of ['\t', ' ', 'a ', '@', 'a@'])
      expectLinear(JSON.stringify(unit), () => {
        // Steps that grow with the cube are far above the bound already.
        const rule = `${unit.repeat(4096)}@`;
        return () => void isCallerRule(rule);
      });
  });
});
