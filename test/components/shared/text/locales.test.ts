/** The languages of the interface: each is complete, loaded when an element is in it, and fits its buttons (HTML §3.2.6.2). */

import { expect, html } from '@open-wc/testing';
import '../../../../src/define/all.js';
import '../../../../src/define/locales.js';
import { loadLocales } from '../../../../src/components/shared/text/localize.js';
import ar from '../../../../src/components/shared/text/locales/ar.js';
import de from '../../../../src/components/shared/text/locales/de.js';
import en from '../../../../src/components/shared/text/locales/en.js';
import es from '../../../../src/components/shared/text/locales/es.js';
import fr from '../../../../src/components/shared/text/locales/fr.js';
import he from '../../../../src/components/shared/text/locales/he.js';
import italian from '../../../../src/components/shared/text/locales/it.js';
import ja from '../../../../src/components/shared/text/locales/ja.js';
import ko from '../../../../src/components/shared/text/locales/ko.js';
import nl from '../../../../src/components/shared/text/locales/nl.js';
import pl from '../../../../src/components/shared/text/locales/pl.js';
import pt from '../../../../src/components/shared/text/locales/pt.js';
import tr from '../../../../src/components/shared/text/locales/tr.js';
import zh from '../../../../src/components/shared/text/locales/zh.js';
import type { Translation } from '../../../../src/components/shared/text/locales/translation.js';
import { withCall } from '../../../../stories/support/fake-phone.js';
import { deep, mountAll, mountPhone, settled, text, until } from '../../support.js';

const LANGUAGES: readonly Translation[] = [ar, de, es, fr, he, italian, ja, ko, nl, pl, pt, tr, zh];
const english = new Map<string, unknown>(Object.entries(en));

/** The sentences without arguments. */
const sentences = (translation: Translation): [string, string][] =>
  Object.entries(translation).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string' && !entry[0].startsWith('$'),
  );

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
});
