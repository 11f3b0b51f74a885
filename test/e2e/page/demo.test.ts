import { expect } from 'chai';
import { readFileSync } from 'node:fs';
import { openTab, type Tab } from '../support/browser.js';
import { PhoneOnPage } from '../support/phone-on-page.js';
import { theSite } from '../support/site.js';
import { waitForSound } from '../support/sound.js';

describe('The demo page', () => {
  let tab: Tab | undefined;

  after(async () => {
    await tab?.close();
  });

  it('has three registered phones: Alice calls Bob by one press, and Bob transfers her to Carol', async function () {
    tab = await openTab(this, `${(await theSite()).url}/`);
    const [alice, bob, carol] = ['#alice', '#bob', '#carol'].map(
      (selector) => new PhoneOnPage(tab!.page, selector),
    ) as [PhoneOnPage, PhoneOnPage, PhoneOnPage];
    await Promise.all([alice.shows('Ready'), bob.shows('Ready'), carol.shows('Ready')]);
    await alice.press('Call');
    await bob.press('Answer');
    await waitForSound(tab!.page);
    await bob.press('Transfer');
    await bob.search('Transfer to', '1003');
    await bob.press('Transfer now');
    await carol.press('Answer');
    await Promise.all([bob.shows('Contacts'), carol.shows('Alice'), waitForSound(tab!.page)]);
    await alice.press('Hang up');
    await Promise.all([alice.isIdle(), carol.isIdle()]);
    expect(tab!.errors).to.deep.equal([]);
  });

  it('continues a call between two of its phones after a reload, in which both connections are lost', async () => {
    const [alice, bob] = [new PhoneOnPage(tab!.page, '#alice'), new PhoneOnPage(tab!.page, '#bob')];
    await alice.clear();
    await bob.shows('Contacts');
    await alice.dialInstead('1002');
    await bob.press('Answer');
    await waitForSound(tab!.page);
    for (let count = 0; count < 2; count++) {
      await tab!.page.reload();
      await waitForSound(tab!.page);
      await Promise.all([alice.shows('Hang up'), bob.shows('Hang up')]);
    }
    await bob.press('Hang up');
    await Promise.all([alice.shows('The other side ended the call'), bob.shows('Contacts')]);
    await alice.clear();
  });

  it('shows the messages of calls in its ladder, and those of subscriptions with all', async () => {
    const ladder = new PhoneOnPage(tab!.page, '#ladder');
    const alice = new PhoneOnPage(tab!.page, '#alice');
    await alice.dialInstead('9003');
    await ladder.shows('486 Busy Here · INVITE');
    await alice.clear();
    const text = () => tab!.page.$eval('#ladder', (element) => (element as unknown as { text: string }).text);
    expect(await text()).not.to.match(/^(?:REGISTER|SUBSCRIBE|NOTIFY) /m);
    await tab!.page.select('#ladder-filter', 'all');
    await ladder.shows('200 OK · NOTIFY');
    expect(await text()).to.contain('INVITE');
  });

  it('has a button beside its code that asks before it calls Carol by the phone of Alice', async () => {
    const button = new PhoneOnPage(tab!.page, '#visit');
    await button.press('Call Carol: 1003');
    await button.shows('Call this number? 1003');
    await tab!.page.keyboard.press('Escape');
    await button.shows(/^(?!.*Call this number)/s);
  });

  it('offers each language of the phones by its own name, and is itself in English or Arabic', async () => {
    const options = await tab!.page.$$eval('#language option', (all) => all.map(({ lang, text }) => `${lang} ${text}`));
    const loaded = readFileSync('src/define/locales.ts', 'utf8').matchAll(/^ {2}(\w+): /gm);
    expect(options.map((option) => option.split(' ')[0])).to.deep.equal(['en', ...[...loaded].map(([, code]) => code)]);
    expect(options).to.include.members(['en English', 'ar العربية', 'de Deutsch', 'fr Français', 'he עברית']);
    const alice = new PhoneOnPage(tab!.page, '#alice');
    const spoken = () => tab!.page.evaluate(() => [document.documentElement.lang, document.documentElement.dir]);
    for (const [code, recents, page] of [
      ['he', 'אחרונות', ['en', 'ltr']],
      ['ar', 'الأخيرة', ['ar', 'rtl']],
      ['en', 'Recents', ['en', 'ltr']],
    ] as const) {
      await tab!.page.select('#language', code);
      await alice.shows(recents);
      expect(await spoken()).to.deep.equal(page);
    }
  });

  it('has the documents, the source and the licence at its end, as the package names them', async () => {
    const links = await tab!.page.$$eval('footer a', (all) => all.map(({ href }) => href));
    const { repository, license } = JSON.parse(readFileSync('package.json', 'utf8')) as {
      repository: { url: string };
      license: string;
    };
    const source = repository.url.replace(/^git\+|\.git$/g, '');
    expect(links).to.deep.equal([`${source}/tree/main/docs`, source, `${source}/blob/main/LICENSE`]);
    expect(await tab!.page.$eval('footer', ({ textContent }) => textContent)).to.contain(license);
  });

  it('copies what to install, the tag and the shown example', async () => {
    const copied = await tab!.page.evaluate(async () => {
      const texts: string[] = [];
      const writeText = (text: string): Promise<void> => Promise.resolve(void texts.push(text));
      Object.defineProperty(navigator, 'clipboard', { value: { writeText }, configurable: true });
      for (const key of document.querySelectorAll<HTMLElement>('[data-copy]')) key.click();
      return texts;
    });
    expect(copied).to.have.length(3);
    expect(copied[0]).to.equal('npm install sip-elements');
    expect(copied[1])
      .to.match(/^<script type="module".*\n\n<sip-phone\n/)
      .and.match(/<\/sip-phone>$/);
    expect(copied[2]).to.equal(copied[1]);
  });

  it('shows the code of each example', async () => {
    const shown = () => tab!.page.$eval('#example', ({ textContent }) => textContent);
    for (const [name, code] of [
      ['Dock', '<sip-dock'],
      ['React', 'useSyncExternalStore'],
      ['Vue', 'defineComponent'],
      ['Phone', '<sip-phone'],
    ] as const) {
      await tab!.page.click(`#examples ::-p-text(${name})`);
      expect(await shown()).to.contain(code);
    }
  });

  // WCAG 2.2 §1.4.10: no scrolling in two directions at a width of 320 px.
  for (const width of [320, 390])
    it(`fits into a width of ${width} px, with the whole of each phone`, async () => {
      await tab!.page.setViewport({ width, height: 800 });
      const widths = await tab!.page.evaluate(() => [
        document.documentElement.scrollWidth,
        ...[...document.querySelectorAll('sip-phone')].map((phone) => phone.getBoundingClientRect().right),
      ]);
      expect(Math.max(...widths)).to.be.at.most(width);
    });

  it('has its first phone in the upper half of a small screen, and no more than 48 px of a bar below', async () => {
    await tab!.page.setViewport({ width: 320, height: 640 });
    const [top, bar] = await tab!.page.evaluate(() => {
      const [phone, links] = ['#alice', '.jump'].map((selector) => document.querySelector(selector)!);
      return [phone!.getBoundingClientRect().top + scrollY, links!.getBoundingClientRect().height];
    });
    expect(top).to.be.below(240);
    expect(bar).to.be.at.most(49);
  });

  it('keeps the choices of the look behind a key on a small screen, and shows them elsewhere', async () => {
    const isShown = () => tab!.page.$eval('#language', (control) => control.checkVisibility());
    expect(await isShown()).to.equal(false);
    await tab!.page.click('#look summary');
    expect(await isShown()).to.equal(true);
    await tab!.page.setViewport({ width: 1280, height: 800 });
    await tab!.page.waitForFunction(() => document.querySelector<HTMLDetailsElement>('#look')?.open === true);
    expect(await isShown()).to.equal(true);
  });

  // The guide of the look: what is pressed with a finger is 44 px high (WCAG 2.2 §2.5.5).
  it('has controls of 44 px', async () => {
    const low = await tab!.page.$$eval(
      'button, select, summary, footer a, input:not([type=checkbox], [type=radio])',
      (controls) =>
        controls
          .filter((control) => control.checkVisibility() && control.getBoundingClientRect().height < 44)
          .map(
            (control) => `${control.localName} ${control.textContent.trim()} ${control.getBoundingClientRect().height}`,
          ),
    );
    expect(low).to.deep.equal([]);
  });
});
