/** A screen in a call, asked of the browser itself in a click (Screen Capture §5); what the remote party sees is looked at. */
import { expect } from 'chai';
import { BROWSERS, openTab, type Tab } from '../support/browser.js';
import { serveModule, type ModulePage } from '../support/module-page.js';
import { until } from '../support/until.js';

const PAGE = `
  import { createSessionDescriptionHandlerFactory, openScreen, Speaker } from './src/media/index.ts';
  import { ToneMicrophone } from './test/media/support/audio.ts';
  import { Eye } from './test/media/support/video.ts';
  const speaker = new Speaker({ volume: 0 });
  const make = (hertz) => createSessionDescriptionHandlerFactory({ microphone: new ToneMicrophone(hertz), speaker, video: true })();
  const [alice, bob] = [make(440), make(1000)];
  const exchange = async () => {
    await bob.setDescription((await alice.getDescription()).body);
    await alice.setDescription((await bob.getDescription()).body);
  };
  let eye; // A video that waits for its first frame holds up the page's load event.
  globalThis.colour = () => (eye ??= new Eye(bob.remoteVideo)).colour();
  globalThis.frames = async () => [...(await bob.peerConnection.getStats()).values()].reduce((sum, { framesDecoded }) => sum + (framesDecoded ?? 0), 0);
  const share = async () => {
    const screen = await openScreen();
    if (await alice.show(screen)) await exchange();
    return screen.contentHint;
  };
  const button = Object.assign(document.createElement('button'), { textContent: 'Share' });
  button.onclick = () => (globalThis.shared = share().catch(({ name, device, reason }) => [name, device, reason].join(' ')));
  document.body.append(button);
  globalThis.ready = exchange();`;

for (const name of BROWSERS)
  describe(`A screen in a call in ${name}`, () => {
    let served: ModulePage;
    let tab: Tab;

    beforeEach(async function () {
      served = await serveModule(PAGE);
      tab = await openTab(this, served.url, name);
      await tab.page.evaluate('ready');
      await tab.page.click('button');
    });
    afterEach(async () => {
      await tab?.close();
      served?.stop();
    });

    if (name === 'Chromium')
      it('arrives at the remote party, which decodes its frames', async () => {
        expect(await tab.page.evaluate('shared')).to.equal('detail');
        // The screen that the browser makes up is green.
        await until('the screen', async () => (await tab.page.evaluate('colour()')) === 'green');
        const before = (await tab.page.evaluate('frames()')) as number;
        await until('more frames', async () => ((await tab.page.evaluate('frames()')) as number) > before + 5);
      });
    else
      it('is reported as unavailable in a browser without a window', async () => {
        expect(await tab.page.evaluate('shared')).to.equal('DeviceError screen missing');
      });
  });
