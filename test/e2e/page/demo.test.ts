import { expect } from 'chai';
import { readFileSync } from 'node:fs';
import { WORDS } from '../../../demo/words/words.js';
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
    // In whatever language the browser is.
    tab = await openTab(this, `${(await theSite()).url}/?lang=en`);
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

  // 0.1 is the most that Web Vitals call good (Layout Instability API).
  it('moves nothing while its script is loaded', async function () {
    const wide = await openTab(this, `${(await theSite()).url}/?lang=en`, 'Chromium', (page) =>
      page.setViewport({ width: 1280, height: 900 }),
    );
    await new PhoneOnPage(wide.page, '#carol').shows('Ready');
    const shift = await shiftOf(wide.page);
    await wide.close();
    expect(shift).to.be.below(0.1);
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

  it('offers each language of the phones by its own name, and is itself in it', async () => {
    const options = await tab!.page.$$eval('#language option', (all) => all.map(({ lang, text }) => `${lang} ${text}`));
    const loaded = readFileSync('src/define/locales.ts', 'utf8').matchAll(/^ {2}(\w+): /gm);
    expect(options.map((option) => option.split(' ')[0])).to.deep.equal(['en', ...[...loaded].map(([, code]) => code)]);
    expect(options).to.include.members(['en English', 'ar العربية', 'de Deutsch', 'fr Français', 'he עברית']);
    const alice = new PhoneOnPage(tab!.page, '#alice');
    const spoken = () =>
      tab!.page.evaluate(() => {
        const { lang, dir } = document.documentElement;
        const texts = ['[data-text=tagline]', '#directory li:last-child small', '#examples :nth-child(4)'];
        return [lang, dir, document.title, ...texts.map((one) => document.querySelector(one)?.textContent)];
      });
    for (const [code, { title, tagline, exampleLayout, entries }] of Object.entries(WORDS)) {
      await tab!.page.select('#language', code);
      await tab!.page.waitForFunction(
        (text) => document.querySelector('#directory li:last-child small')?.textContent === text,
        {},
        entries.nobody[1],
      );
      const dir = ['ar', 'he'].includes(code) ? 'rtl' : 'ltr';
      expect(await spoken()).to.deep.equal([code, dir, title, tagline, entries.nobody[1], exampleLayout]);
    }
    for (const [code, recents] of [
      ['he', 'אחרונות'],
      ['ar', 'الأخيرة'],
      ['en', 'Recents'],
    ] as const) {
      await tab!.page.select('#language', code);
      await alice.shows(recents);
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

  /** What has a colour of its own in a place with code, by its kind. */
  const coloured = (selector: string) =>
    tab!.page.$eval(selector, (place) =>
      Object.fromEntries(
        [...CSS.highlights].map(([kind, highlight]) => [
          kind,
          [...highlight]
            .filter(({ startContainer }) => startContainer === place.firstChild)
            .map(({ startOffset, endOffset }) => place.textContent.slice(startOffset, endOffset)),
        ]),
      ),
    );

  it('shows the parts of its code in colours, which are readable in light and in dark (WCAG 2.2 §1.4.3)', async () => {
    const tag = await coloured('#tag');
    expect(tag['code-tag']).to.deep.equal(['<script', '>', '</script>', '<sip-phone', '>', '</sip-phone>']);
    expect(tag['code-attribute']).to.deep.equal(['type', 'src', 'server', 'uri', 'credentials-src']);
    expect(tag['code-string']).to.include('"/my-account.json"');
    await tab!.page.click('#examples ::-p-text(React)');
    const react = await coloured('#example');
    expect(react['code-keyword']).to.include.members(['import', 'export', 'const', 'return']);
    expect(react['code-tag']).to.include.members(['<button', '</button>', '<>', '</>', '/>']);
    expect(react['code-comment']).to.deep.equal([
      '/** The state of a phone; the component is rendered again with each new one. */',
    ]);
    for (const theme of ['light', 'dark']) {
      await tab!.page.select('#theme', theme);
      const faint = await tab!.page.evaluate(() => {
        const context = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true })!;
        const luminance = (colour: string): number => {
          context.fillStyle = colour;
          context.fillRect(0, 0, 1, 1);
          const [red, green, blue] = [...context.getImageData(0, 0, 1, 1).data]
            .map((value) => value / 255)
            .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
          return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
        };
        const colours = new Set<string>();
        const low = [...CSS.highlights.keys()].flatMap((kind) =>
          ['#tag', '#example'].flatMap((selector) => {
            const place = document.querySelector(selector)!;
            const { color } = getComputedStyle(place, `::highlight(${kind})`);
            colours.add(color);
            const two = [color, getComputedStyle(place.parentElement!).backgroundColor].map(luminance);
            const contrast = (Math.max(...two) + 0.05) / (Math.min(...two) + 0.05);
            return contrast < 4.5 ? [`${kind} in ${selector}: ${contrast}`] : [];
          }),
        );
        return colours.size < 5 ? ['the kinds have the same colour'] : low;
      });
      expect(faint, theme).to.deep.equal([]);
    }
    await tab!.page.select('#theme', 'auto');
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

  it('fits into a width of 320 px in each of its languages', async () => {
    await tab!.page.setViewport({ width: 320, height: 800 });
    await tab!.page.$eval('#look', (look) => ((look as HTMLDetailsElement).open = true));
    for (const code of Object.keys(WORDS)) {
      await tab!.page.select('#language', code);
      expect(await tab!.page.evaluate(() => document.documentElement.scrollWidth), code).to.be.at.most(320);
      // Words beside each other do not read as one.
      const close = await tab!.page.$$eval('.trouble label > span', (words) => {
        const boxes = words.map((word) => {
          const range = document.createRange();
          range.selectNodeContents(word);
          return range.getBoundingClientRect();
        });
        return boxes.filter((one) =>
          boxes.some(
            (other) => one !== other && one.top === other.top && one.left < other.right + 8 && other.left < one.left,
          ),
        ).length;
      });
      expect(close, code).to.equal(0);
    }
    await tab!.page.select('#language', 'en');
    await tab!.page.$eval('#look', (look) => ((look as HTMLDetailsElement).open = false));
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

  it('has its slogan on one line and its code beside the heading at 1280 px', async () => {
    await tab!.page.setViewport({ width: 1280, height: 900 });
    const [lines, above, end] = await tab!.page.evaluate(() => {
      const [slogan, heading, code, phone] = ['.words > p', 'h1', '.tag pre', '#alice'].map((one) =>
        document.querySelector(one)!.getBoundingClientRect(),
      );
      return [slogan!.height, code!.top - heading!.top, phone!.bottom + scrollY];
    });
    expect(lines).to.be.below(30);
    expect(above).to.equal(0);
    // The first screen has the whole of a phone.
    expect(end).to.be.at.most(900);
  });

  it('fades its list of numbers out at an edge that cuts it, and the last one ends above', async () => {
    await tab!.page.setViewport({ width: 768, height: 1000 });
    const [scrolls, mask, room] = await tab!.page.$eval('#directory', (list) => {
      list.scrollTop = list.scrollHeight;
      const { bottom } = list.lastElementChild!.getBoundingClientRect();
      const style = getComputedStyle(list);
      return [list.scrollHeight > list.clientHeight, style.maskImage, list.getBoundingClientRect().bottom - bottom];
    });
    expect(scrolls).to.equal(true);
    expect(mask).to.contain('gradient');
    expect(room).to.be.at.least(32);
  });

  // The guide of the look: what is pressed with a finger is 44 px high (WCAG 2.2 §2.5.5).
  it('has controls of 44 px', async () => {
    const low = await tab!.page.$$eval(
      'button, select, summary, nav a, .pages a, input:not([type=checkbox], [type=radio])',
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

/** The sum of the layout shifts of a page so far, a share of its window. */
function shiftOf(page: Tab['page']): Promise<number> {
  return page.evaluate(() => {
    const observer = new PerformanceObserver(() => undefined);
    observer.observe({ type: 'layout-shift', buffered: true });
    return new Promise<number>((resolve) =>
      requestAnimationFrame(() => {
        const shifts = observer.takeRecords() as (PerformanceEntry & { value: number })[];
        resolve(shifts.reduce((sum, { value }) => sum + value, 0));
      }),
    );
  });
}
