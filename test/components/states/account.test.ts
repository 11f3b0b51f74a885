/** The account in the header of the phone: text, announcement, no tone, and the button that helps. */

import { expect, waitUntil } from '@open-wc/testing';
import type { IncomingRequest } from '../../../src/sip/message/request.js';
import { answer } from '../../support/sip-text.js';
import { TestPhone } from '../../support/test-phone.js';
import { deep, settled } from '../support.js';
import { Bench } from './bench.js';

const accepted = (register: IncomingRequest): string => {
  const contacts = register.headers.getAll('Contact').map((contact) => `Contact: ${contact}`);
  return answer(register.toString(), 200, { toTag: 'r', extra: contacts });
};

describe('The account is', function () {
  // The media are real, and the browser needs its time for them.

  let bench: Bench;

  afterEach(async () => {
    expect(bench.toneMeter.all, 'sounds').to.deep.equal([]);
    await bench.close();
  });

  it('not set up', async () => {
    bench = await Bench.begin({ configuration: { server: undefined, uri: undefined } });
    await bench.says('Phone is not set up Add server and account.');
    expect(bench.announced).to.deep.equal(['polite: Phone is not set up']);
    expect(bench.offers('Add account')).to.be.true;
  });

  it('set up with an invalid address', async () => {
    bench = await Bench.begin({ configuration: { server: 'http://example.com' } });
    await bench.says('The server address is not valid It begins with wss:// or ws://.');
    expect(bench.announced).to.deep.equal(['polite: The server address is not valid.']);
    expect(bench.offers('Fix')).to.be.true;
  });

  it('connecting: nothing is shown before 600 ms, and a call waits', async () => {
    bench = await Bench.begin({ connects: () => undefined });
    await bench.passes(599);
    expect(bench.words).not.to.contain('Connecting');
    await bench.passes(1);
    await bench.says('Connecting…');
    expect(bench.announced).to.deep.equal([]);
    bench.test.phone.setDialString('1020');
    await settled(bench.element);
    await bench.press('Call');
    await bench.says('Calling…');
    bench.test.socket.serverOpens();
    expect((await bench.test.sent('INVITE')).uri.user).to.equal('1020');
    await bench.says('Ready · alice');
    await bench.press('Cancel');
  });

  it('ready', async () => {
    bench = await Bench.ready();
    await bench.says('Ready · alice');
    expect(bench.announced).to.deep.equal([]);
  });

  it('active in another tab, until it is used here', async () => {
    const configuration = { uri: 'sip:elsewhere@example.com', singleTab: true };
    const other = new TestPhone(configuration);
    void other.phone.start();
    // The browser grants the lock in its own time.
    const isConnecting = (): boolean => other.phone.state.account.status === 'connecting';
    await waitUntil(isConnecting, 'the other tab has it', { timeout: 30_000 });
    bench = await Bench.begin({ configuration });
    await bench.says('Active in another tab Calls ring there');
    expect(bench.announced).to.deep.equal([]);
    await bench.press('Use here');
    await bench.says('Ready · elsewhere');
    expect(other.phone.state.account.status).to.equal('elsewhere');
    const gone = other.phone.dispose();
    await other.clock.advance(40_000);
    await gone;
  });

  it('offline: with a countdown, one announcement, an attempt on Try now, and an announcement when it is ready again', async () => {
    bench = await Bench.ready();
    const { network } = bench.test;
    const open = network.onconnect;
    network.onconnect = (socket) => queueMicrotask(() => socket.serverRefuses());
    bench.test.socket.serverCloses();
    await bench.says(/No connection Trying again in \d s/);
    await bench.passesUntil(() => /Trying again in [4-9] s/.test(bench.words), 'the third try fails', 60_000);
    const tries = network.sockets.length;
    expect(tries).to.be.above(2);
    expect(bench.announced).to.deep.equal(['polite: No connection. Trying again.']);
    network.onconnect = open;
    await bench.press('Try now');
    // The first REGISTER waits for a server that starts (decision 060).
    await bench.passesUntil(() => bench.words.includes('Ready · alice'), 'it is ready', 1000);
    expect(network.sockets).to.have.length(tries + 1);
    expect(bench.announced.slice(1)).to.deep.equal(['polite: Ready']);
  });

  it('offline from the start: the server could not be reached', async () => {
    bench = await Bench.begin({ connects: (socket) => queueMicrotask(() => socket.serverRefuses()) });
    await bench.says('Cannot reach the phone server');
    expect(bench.announced).to.deep.equal(['polite: Cannot reach the phone server']);
    await bench.says('Certificate or address?');
    const link = [...deep(bench.element.shadowRoot!)].find((one) => one instanceof HTMLAnchorElement);
    // The browser shows more about the address than it reports to a page.
    expect((link as HTMLAnchorElement).href).to.equal('https://sip.example.com/');
    expect(bench.offers('Try now')).to.be.true;
  });

  for (const status of [401, 403]) {
    it(`refused with ${status}`, async () => {
      const challenge = 'WWW-Authenticate: Digest realm="example.com", nonce="n", algorithm=MD5, qop="auth"';
      bench = await Bench.begin({
        configuration: { password: 'wrong' },
        answersRegister: (register) => answer(register.toString(), status, { toTag: 'r', extra: [challenge] }),
      });
      await bench.says('Sign-in refused Check user name and password');
      expect(bench.announced).to.deep.equal(['assertive: Sign-in refused. Check user name and password.']);
      expect(bench.offers('Call')).to.be.false;
      await bench.press('Fix');
      await bench.says('User name');
      await bench.says('Sign-in refused. Check user name and password.');
    });
  }

  it('refused, until the right password is entered; then the form closes', async () => {
    const refusal = {
      toTag: 'r',
      extra: ['WWW-Authenticate: Digest realm="example.com", nonce="n", algorithm=MD5, qop="auth"'],
    };
    bench = await Bench.begin({
      configuration: { password: 'wrong' },
      answersRegister: (register) => answer(register.toString(), 403, refusal),
    });
    await bench.press('Fix');
    bench.test.behaviour['REGISTER'] = (register) => accepted(register);
    await bench.types('Password', 'right');
    await bench.press('Save');
    await bench.says('Ready · alice');
    expect(bench.words).not.to.contain('User name');
    expect(bench.test.phone.configuration).to.include({ uri: 'sip:alice@example.com', password: 'right' });
  });

  it('refused, in Arabic', async () => {
    bench = await Bench.begin({
      lang: 'ar',
      answersRegister: (register) => answer(register.toString(), 403, { toTag: 'r' }),
    });
    await bench.says('رُفض تسجيل الدخول تحقق من الاسم وكلمة المرور');
    expect(bench.announced).to.deep.equal(['assertive: رُفض تسجيل الدخول. تحقق من الاسم وكلمة المرور.']);
  });
});
