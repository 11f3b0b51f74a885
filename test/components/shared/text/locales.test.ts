/** The languages of the interface: each is complete, loaded when an element is in it, and fits its buttons (HTML §3.2.6.2). */

import { expect, html } from '@open-wc/testing';
import '../../../../src/define/all.js';
import '../../../../src/define/locales.js';
import { loadLocales } from '../../../../src/components/shared/text/localize.js';
import ar from '../../../../src/components/shared/text/locales/ar/index.js';
import de from '../../../../src/components/shared/text/locales/de/index.js';
import en from '../../../../src/components/shared/text/locales/en/index.js';
import es from '../../../../src/components/shared/text/locales/es/index.js';
import fr from '../../../../src/components/shared/text/locales/fr/index.js';
import he from '../../../../src/components/shared/text/locales/he/index.js';
import italian from '../../../../src/components/shared/text/locales/it/index.js';
import ja from '../../../../src/components/shared/text/locales/ja/index.js';
import ko from '../../../../src/components/shared/text/locales/ko/index.js';
import nl from '../../../../src/components/shared/text/locales/nl/index.js';
import pl from '../../../../src/components/shared/text/locales/pl/index.js';
import pt from '../../../../src/components/shared/text/locales/pt/index.js';
import tr from '../../../../src/components/shared/text/locales/tr/index.js';
import zh from '../../../../src/components/shared/text/locales/zh/index.js';
import calls from '../../../../src/components/shared/text/locales/en/calls.js';
import page from '../../../../src/components/shared/text/locales/en/page.js';
import people from '../../../../src/components/shared/text/locales/en/people.js';
import tools from '../../../../src/components/shared/text/locales/en/tools.js';
import type { PartSources, Translation } from '../../../../src/components/shared/text/locales/translation.js';
import { withCall } from '../../../../stories/support/fake-phone.js';
import { deep, mountAll, mountPhone, settled, text, until } from '../../support.js';

const LANGUAGES: readonly Translation[] = [ar, de, es, fr, he, italian, ja, ko, nl, pl, pt, tr, zh];
const english = new Map<string, unknown>(Object.entries(en));

/** The sentences without arguments. */
const sentences = (translation: Translation): [string, string][] =>
  Object.entries(translation).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string' && !entry[0].startsWith('$'),
  );

/** The sentences that count. */
const COUNTED = [
  ...(['people', 'filterResults', 'missedCalls', 'seconds', 'minutes'] as const),
  ...(['times', 'newMessages', 'urgentMessages', 'unread', 'traceMessages'] as const),
];

describe('languages', () => {
  for (const translation of LANGUAGES) {
    const code = translation.$code;
    describe(code, () => {
      it('has its own name, its direction, and a sentence for each of English', () => {
        expect(translation.$name).not.to.equal(new Intl.DisplayNames('en', { type: 'language' }).of(code));
        expect(translation.$dir).to.equal(code === 'ar' || code === 'he' ? 'rtl' : 'ltr');
        expect(Object.keys(translation).sort()).to.deep.equal(Object.keys(en).sort());
        expect(
          sentences(translation).filter(([key, sentence]) => sentence === '' && english.get(key) !== ''),
        ).to.deep.equal([]);
      });

      it('repeats no English sentence of two words or more', () => {
        const repeated = sentences(translation).filter(
          ([key, sentence]) => / /.test(sentence) && english.get(key) === sentence,
        );
        expect(repeated).to.deep.equal([]);
      });

      it('has one form of a noun for the numbers of each plural category (Unicode TR 35, plural rules)', () => {
        const rules = new Intl.PluralRules(code);
        for (const key of COUNTED) {
          const forms = new Map<string, Set<string>>();
          for (let count = 0; count <= 120; count += 1) {
            const form = translation[key](count).replace(String(count), '');
            const category = rules.select(count);
            forms.set(category, (forms.get(category) ?? new Set<string>()).add(form));
          }
          for (const [category, found] of forms) expect([...found], `${key}, ${category}`).to.have.length(1);
        }
      });

      it('tells a target that refused a transfer from a transfer that nobody could make, each with the name once', () => {
        const plain = (sentence: string): string => sentence.replace(/[\u2066-\u2069]/g, '');
        const told = [translation.targetRefused('Ann Lee'), translation.transferFailed('Ann Lee')].map(plain);
        const backs = told.map((sentence) => plain(translation.callIsBack(sentence)));
        expect(new Set(told)).to.have.property('size', 2);
        for (const sentence of [...told, ...backs]) expect(sentence.split('Ann Lee'), sentence).to.have.length(2);
        for (const sentence of told) expect(sentence, sentence).to.match(/[.。]$/);
        for (const [index, back] of backs.entries()) {
          expect(back.startsWith(told[index]!), back).to.be.true;
          expect(back.length - told[index]!.length, back).to.be.above(4);
        }
      });

      it('is loaded by an element, and the labels of the call buttons fit at 320 px', async () => {
        const { element } = await mountPhone(withCall({ status: 'active' }), { lang: code });
        element.style.inlineSize = '320px';
        const { hangUp } = translation;
        await until(() => text(element).includes(hangUp), code);
        await settled(element);
        const labels = [...deep(element.shadowRoot!)].filter(
          (node) => node.matches('.label') && node.checkVisibility(),
        );
        expect(labels.length).to.be.above(5);
        const cut = labels
          .filter((node) => node.scrollWidth > node.clientWidth + 1)
          .map((node) => node.textContent?.trim());
        expect(cut).to.deep.equal([]);
      });
    });
  }

  it('has a noun after the number in the form of each category, in Polish, and none in Arabic, which has six', () => {
    expect([2, 5, 22, 112].map((count) => pl.people(count))).to.deep.equal([
      '2 osoby',
      '5 osób',
      '22 osoby',
      '112 osób',
    ]);
    for (const key of ['people', 'filterResults', 'missedCalls', 'times', 'unread', 'traceMessages'] as const)
      expect(ar[key](3), key).to.match(/: 3$/);
  });

  it('two phones of a page are in two languages, and one changes at run time', async () => {
    const [german, french] = [await mountPhone({}, { lang: 'de-AT' }), await mountPhone({}, { lang: 'fr' })];
    await until(() => text(german.element).includes(de.recents) && text(french.element).includes(fr.recents));
    german.element.lang = 'fr';
    await settled(german.element);
    expect(text(german.element)).to.contain(fr.recents);
  });

  it('is English while a language cannot be loaded, which a later render tries again', async () => {
    const danish = { ...en, $code: 'da', $name: 'Dansk', recents: 'Seneste' };
    let attempts = 0;
    loadLocales({
      da: () => (++attempts === 1 ? Promise.reject(new Error('offline')) : Promise.resolve({ default: danish })),
    });
    const { element } = await mountPhone({}, { lang: 'da' });
    expect(text(element)).to.contain(en.recents);
    await mountAll(html`<sip-dialpad lang="da"></sip-dialpad>`);
    await until(() => text(element).includes('Seneste'));
    expect(attempts).to.equal(2);
  });

  describe('in parts', () => {
    /** A language whose views have other texts than in English, loaded as `views` says. */
    const language = (code: string, views: PartSources['people']): void =>
      loadLocales({
        [code]: () =>
          Promise.resolve({
            default: { ...calls, $code: code, $name: code, recents: 'Lastaj', gettingReady: 'Preparado' },
            parts: {
              people: views,
              page: () => Promise.resolve({ default: page }),
              tools: () => Promise.resolve({ default: tools }),
            },
          }),
      });
    const inOwnWords = { default: { ...people, noCallsYet: 'Ankoraŭ neniu voko' } };

    it('a view waits for its texts, and is never in English', async () => {
      let arrive = (): void => undefined;
      language('eo', () => new Promise((resolve) => (arrive = () => resolve(inOwnWords))));
      const { element } = await mountPhone({}, { lang: 'eo' });
      await until(() => text(element).includes('Lastaj'));
      element.renderRoot.querySelector<HTMLElement>('#tab-recents')!.click();
      await until(() => text(element).includes('Preparado'));
      expect(text(element)).not.to.contain(en.noCallsYet);
      arrive();
      await until(() => text(element).includes('Ankoraŭ neniu voko'));
      expect(text(element)).not.to.contain('Preparado');
    });

    it('a view is in English while its texts cannot be loaded, which a later render tries again', async () => {
      const texts: (() => Promise<typeof inOwnWords>)[] = [() => Promise.reject(new Error('offline'))];
      language('ia', () => texts.shift()?.() ?? Promise.reject(new Error('offline')));
      const { element } = await mountPhone({}, { lang: 'ia' });
      await until(() => text(element).includes('Lastaj'));
      element.renderRoot.querySelector<HTMLElement>('#tab-recents')!.click();
      await until(() => text(element).includes(en.noCallsYet));
      texts.push(() => Promise.resolve(inOwnWords));
      await mountAll(html`<sip-dialpad lang="ia"></sip-dialpad>`);
      await until(() => text(element).includes('Ankoraŭ neniu voko'));
    });

    it('the texts that are there at once are none of those of a view', () => {
      const views = Object.keys({ ...page, ...people, ...tools });
      expect(views.filter((key) => key in calls)).to.deep.equal([]);
    });
  });
});
