/** `<sip-diagnostics>`: a row with text and symbol for each check, a remedy for the worst result, and a report without secrets. */

import { expect } from '@open-wc/testing';
import { html } from 'lit';
import '../../../src/define/sip-diagnostics.js';
import '../../../src/define/sip-provider.js';
import type { SipDiagnostics } from '../../../src/components/sip-diagnostics/sip-diagnostics.js';
import { createPagePbx, DEMO_ACCOUNTS } from '../../../packages/pbx/src/page/index.js';
import { Phone, type PhoneConfiguration } from '../../../src/phone/index.js';
import type { PhoneState } from '../../../src/phone/state.js';
import { callState, FakePhone } from '../../../stories/support/fake-phone.js';
import { button, mountAll, settled, text, until } from '../support.js';

describe('<sip-diagnostics>', () => {
  const mount = async (
    state: Partial<PhoneState> = {},
    iceServers?: readonly RTCIceServer[] | string,
    configuration: PhoneConfiguration = {},
  ): Promise<{ element: SipDiagnostics; phone: FakePhone }> => {
    const phone = new FakePhone({ notifications: 'granted', ...state });
    if (configuration.echoUri) phone.configure(configuration);
    const box = await mountAll(
      html`<div>
        <sip-provider .phone=${phone} .iceServers=${iceServers}><sip-diagnostics></sip-diagnostics></sip-provider>
      </div>`,
    );
    return { element: box.querySelector('sip-diagnostics')!, phone };
  };
  const row = (element: SipDiagnostics, name: string): string => {
    const found = element.renderRoot.querySelector<HTMLElement>(`[data-row=${name}]`)!;
    return `${found.querySelector('svg')!.dataset['shape']} ${text(found)}`;
  };

  const ACCOUNTS: [name: string, state: Partial<PhoneState>, account: RegExp, server: RegExp][] = [
    ['signed in', {}, /^ready Account Good: Signed in/, /^ready Server Good: Connected/],
    [
      'refused',
      { account: { status: 'refused', name: 'a', statusCode: 403, reason: 'Forbidden' } },
      /^refused Account Fault: Sign-in refused/,
      /^ready Server Good: Connected/,
    ],
    [
      'offline',
      { account: { status: 'offline', name: 'a', everConnected: true } },
      /^connecting Account Waits for the connection/,
      /^refused Server Fault: Cannot be reached/,
    ],
    [
      'not set up',
      { account: { status: 'unconfigured' } },
      /^refused Account Fault: Not set up/,
      /^connecting Server Not connected/,
    ],
  ];
  for (const [name, state, account, server] of ACCOUNTS)
    it(`shows an account that is ${name} by text and shape, and the state of the server that follows`, async () => {
      const { element } = await mount(state);
      expect(row(element, 'account')).to.match(account);
      expect(row(element, 'server')).to.match(server);
    });

  const REMEDIES: [name: string, state: Partial<PhoneState>, label: string, did: string[]][] = [
    [
      'a server that cannot be reached',
      { account: { status: 'offline', name: 'a', everConnected: true } },
      'Try now',
      ['retryNow'],
    ],
    ['an account that is signed out', { account: { status: 'stopped', name: 'a' } }, 'Sign in', ['start']],
    ['a microphone without permission', { microphone: 'unknown' }, 'Allow microphone', ['requestMicrophone']],
    [
      'a fault before a warning',
      { microphone: 'denied', notifications: 'ask' },
      'Allow microphone',
      ['requestMicrophone'],
    ],
  ];
  for (const [name, state, label, did] of REMEDIES)
    it(`has one button for ${name}`, async () => {
      const { element, phone } = await mount(state);
      expect(element.renderRoot.querySelectorAll('[part=main]')).to.have.length(1);
      button(element, label).click();
      expect(phone.did.filter((what) => what !== 'meter')).to.deep.equal(did);
    });

  it('emits sip-fix-request when signing in was refused', async () => {
    const { element } = await mount({
      account: { status: 'refused', name: 'a', statusCode: 403, reason: 'Forbidden' },
    });
    let asked = 0;
    element.addEventListener('sip-fix-request', () => asked++);
    button(element, 'Fix').click();
    expect(asked).to.equal(1);
    expect(element.matches(':state(fault)')).to.be.true;
  });

  it('has no button when no action can help', async () => {
    const { element } = await mount({ microphone: 'insecure' });
    expect(row(element, 'microphone')).to.match(/This page must use https/);
    expect(element.renderRoot.querySelector('[part=main]')).to.equal(null);
  });

  describe('of the relay (RFC 8656)', () => {
    const connection = globalThis.RTCPeerConnection;
    afterEach(() => (globalThis.RTCPeerConnection = connection));

    it('shows that none is set with STUN servers only', async () => {
      const { element } = await mount({}, 'stun:stun.example.com');
      expect(row(element, 'relay')).to.match(/^offline Relay Warning: None set/);
    });

    it('shows that it fails without a relay candidate, and checks again on request', async () => {
      const { element } = await mount({}, [
        { urls: 'turn:127.0.0.1:1?transport=tcp', username: 'u', credential: 'geheim' },
      ]);
      await until(() => row(element, 'relay').includes('Fault'));
      await settled(element);
      button(element, 'Check again').click();
      await settled(element);
      expect(row(element, 'relay')).to.match(/Checking/);
      expect(element.report).not.to.contain('geheim').and.not.to.contain('127.0.0.1');
    });

    it('shows that it works with the first relay candidate, and closes its peer connection', async () => {
      const made: { configuration: RTCConfiguration | undefined; closed: boolean }[] = [];
      globalThis.RTCPeerConnection = class extends EventTarget {
        readonly #record = { configuration: undefined as RTCConfiguration | undefined, closed: false };
        constructor(configuration?: RTCConfiguration) {
          super();
          this.#record.configuration = configuration;
          made.push(this.#record);
        }
        createDataChannel(): void {}
        setLocalDescription(): Promise<void> {
          const candidate = { candidate: 'candidate:1 1 udp 1 192.0.2.1 1 typ relay' };
          this.dispatchEvent(Object.assign(new Event('icecandidate'), { candidate }));
          return Promise.resolve();
        }
        close(): void {
          this.#record.closed = true;
        }
      } as never;
      const { element } = await mount({}, 'turn:turn.example.com');
      await until(() => row(element, 'relay').includes('Works'));
      await settled(element);
      expect(element.matches(':state(good)')).to.be.true;
      expect(made).to.have.length(1);
      expect(made[0]!.configuration).to.include({ iceTransportPolicy: 'relay' });
      expect(made[0]!.closed).to.be.true;
    });
  });

  it('copies a report without names, passwords and servers', async () => {
    const { element } = await mount({
      account: { status: 'refused', name: 'alice', statusCode: 403, reason: 'Bearer abc.def refused' },
      problem: { kind: 'bad-attribute', attribute: 'max-calls', detail: 'wss://user:pw@pbx.example.com' },
    });
    expect(element.report).to.match(/account: fault \(refused\)/);
    expect(element.report)
      .to.match(/sign-in: 403/)
      .and.to.match(/problem: bad-attribute \(max-calls\)/);
    expect(element.report).not.to.match(/alice|abc\.def|pbx\.example|pw/);
    const write = Object.getOwnPropertyDescriptor(Clipboard.prototype, 'writeText')!;
    const copied: string[] = [];
    Clipboard.prototype.writeText = (words) => Promise.resolve(void copied.push(words));
    button(element, 'Copy report').click();
    await until(() => copied.length === 1);
    Object.defineProperty(Clipboard.prototype, 'writeText', write);
    expect(copied[0]).to.contain('microphone: good (granted)');
  });

  it('calls the echo service where the page names one, and tells that there was no call', async () => {
    const { element } = await mount();
    expect(element.renderRoot.querySelector('[data-row=echo]')).to.equal(null);
    const { element: other, phone } = await mount({}, undefined, { echoUri: '*43' });
    expect(row(other, 'echo')).to.match(/^connecting Echo test Not connected/);
    button(other, 'Call').click();
    await settled(other);
    expect(row(other, 'echo')).to.match(/Checking…/);
    expect(button(other, 'Call').disabled).to.equal(true);
    expect(phone.state.calls[0]!.peer.number).to.equal('*43');
    void phone.getCall(phone.state.calls[0]!.id)!.finish('not-found', 'remote', 404);
    await until(() => row(other, 'echo').includes('Fault'));
    expect(row(other, 'echo')).to.match(/^refused Echo test Fault: Cannot be reached/);
    expect(other.matches(':state(fault)')).to.equal(true);
  });

  it('says that the browser cannot do the echo test where the answered call cannot be measured, which is no fault', async () => {
    const { element, phone } = await mount({}, undefined, { echoUri: '*43' });
    button(element, 'Call').click();
    await settled(element);
    // A call without media in this page.
    phone.getCall(phone.state.calls[0]!.id)!.connect();
    await until(() => row(element, 'echo').includes('Warning'));
    expect(row(element, 'echo')).to.match(/Echo test Warning: Not available in this browser/);
    expect(phone.did.filter((done) => done.startsWith('hangUp'))).to.have.length(1);
  });

  it('does not offer the echo test during another call', async () => {
    const { element, phone } = await mount({}, undefined, { echoUri: '*43' });
    expect(button(element, 'Call').disabled).to.equal(false);
    phone.set({ calls: [callState({ status: 'active' })] });
    await settled(element);
    expect(button(element, 'Call').disabled).to.equal(true);
    phone.set({ calls: [callState({ status: 'ended' })] });
    await settled(element);
    expect(button(element, 'Call').disabled).to.equal(false);
  });

  it('tells that the sound comes back, also when the element was shown again meanwhile', async () => {
    const pbx = createPagePbx({ accounts: DEMO_ACCOUNTS });
    const phone = new Phone({
      ...{ uri: 'sip:alice@page.invalid', password: 'alice-demo', server: pbx.server, echoUri: '9001' },
      ...{ transportConstructor: pbx.transportConstructor, storage: 'none', sounds: false, notifications: false },
    });
    await phone.start();
    const box = await mountAll(
      html`<div>
        <sip-provider .phone=${phone}><sip-diagnostics></sip-diagnostics></sip-provider>
      </div>`,
    );
    const element = box.querySelector('sip-diagnostics')!;
    const provider = element.parentElement!;
    await until(() => phone.state.account.status === 'ready');
    await settled(element);
    button(element, 'Call').click();
    await until(() => phone.state.calls[0]?.status === 'active');
    element.remove();
    provider.append(element);
    await until(() => row(element, 'echo').includes('Good'));
    expect(row(element, 'echo')).to.match(/^ready Echo test Good: Your sound comes back/);
    await until(() => phone.state.calls.every(({ status }) => status === 'ended'));
    expect(element.report).to.include('echo: good (echo-works)');
    const shown = element.renderRoot.querySelector('[part=figures]')!.textContent;
    const figures = shown.replaceAll(/[\u2068\u2069]/g, '').replaceAll(/\s/g, ' ');
    expect(figures).to.match(
      /^Quality \(1 to 4\.5\) [1-4](\.\d)? · Jitter \d+ ms · Packet loss \(received\) [\d.]+% · Packet loss \(sent\) [\d.]+%/,
    );
    expect(element.report).to.match(/echo call: mos [1-4](\.\d+)?, jitter [\d.]+, lossIn [\d.]+, lossOut [\d.]+/);
    // What the page prevents tells nothing of the call.
    const prevented = new Promise<void>((resolve) =>
      phone.on('before', (event) => {
        if (event.command.action !== 'play') return;
        event.preventDefault();
        resolve();
      }),
    );
    button(element, 'Call').click();
    await settled(element);
    await prevented;
    await until(() => !row(element, 'echo').includes('Checking'));
    expect(row(element, 'echo')).to.match(/^ready Echo test Good: Your sound comes back/);
    await phone.dispose();
    await pbx.close();
  });
});
