/** What is left of marks and elements after the sanitizers and editors of content management systems, with their defaults. */

import { expect } from '@open-wc/testing';
import DOMPurify from 'dompurify';
import type { TinyMCE } from 'tinymce';
import '../../../src/define/all.js';
import type { SipLinks } from '../../../src/components/sip-links/sip-links.js';
import { Loader } from '../../../src/loader/loader.js';
import { FakePhone } from '../../../stories/support/fake-phone.js';
import { until } from '../support.js';

const MARKS = `<div data-sip="provider" data-sip-manual=""><div data-sip="dialpad">Dial</div></div>
<p><a href="tel:+15550104477" data-sip="call">+1 555 010 4477</a></p>
<p><a data-sip="call" data-sip-target="echo@example.com">echo@example.com</a></p>
<div data-sip="links" data-sip-scope="main">Numbers</div>`;

/** The content after DOMPurify. */
const purified = async (content: string): Promise<string> => DOMPurify.sanitize(content);

/** The content after a visit of the editor TinyMCE, as its form would send it. */
async function edited(content: string): Promise<string> {
  const { tinymce } = globalThis as typeof globalThis & { tinymce?: TinyMCE };
  const target = document.createElement('textarea');
  document.body.append(target);
  const [editor] = await tinymce!.init({
    target,
    license_key: 'gpl',
    skin: false,
    content_css: false,
    promotion: false,
  });
  try {
    editor!.setContent(content);
    return editor!.getContent();
  } finally {
    editor!.destroy();
    target.remove();
  }
}

before(async () => {
  const script = document.createElement('script');
  script.src = '/node_modules/tinymce/tinymce.js';
  document.head.append(script);
  await new Promise((resolve) => (script.onload = resolve));
});

for (const [name, clean] of [
  ['DOMPurify', purified],
  ['TinyMCE', edited],
] as const)
  describe(`Content that has passed through ${name}`, () => {
    it('keeps marks and their attributes: they work', async () => {
      const page = document.createElement('main');
      page.innerHTML = await clean(MARKS);
      document.body.append(page);
      const loader = new Loader({
        script: null,
        base: location.href,
        load: () => import('../../../src/loader/marks.js'),
        wait: (work) => void work,
      });
      const marks = [...page.querySelectorAll('[data-sip]')];
      expect(marks).to.have.length(5);
      await until(() => marks.every((mark) => mark.getAttribute('data-sip-state') === 'ready'));
      expect(page.querySelector('sip-provider sip-dialpad')).to.exist;
      expect(page.querySelector<SipLinks>('[data-sip=links] > sip-links')!.scope).to.equal('main');
      page.querySelector('sip-provider')!.phone = new FakePhone();
      await until(() => page.querySelectorAll('[data-sip-link]').length === 2);
      const hrefs = [...page.querySelectorAll('a')].map((link) => link.getAttribute('href'));
      expect(hrefs).to.deep.equal(['tel:+15550104477', 'sip:echo@example.com']);
      loader.stop();
      page.remove();
    });

    it('has no element of this package any more', async () => {
      const rest = document.createElement('div');
      rest.innerHTML = await clean('<p>a</p><sip-phone server="wss://pbx.example.com/"></sip-phone><p>b</p>');
      expect(rest.querySelector('sip-phone')).to.equal(null);
    });
  });

describe('Content that has passed through an editor of paragraphs', () => {
  // What the classic editor of WordPress and TinyMCE make of a provider around its controls: the end tag of the paragraph ends it (HTML §13.2.6.4.7).
  const BROKEN = '<p><sip-provider manual></p>\n<p><sip-dialpad></sip-dialpad></p>\n<p></sip-provider></p>';

  it('connects controls with the provider that a paragraph has closed', async () => {
    const page = document.createElement('main');
    page.innerHTML = BROKEN;
    document.body.append(page);
    const provider = page.querySelector('sip-provider')!;
    const pad = page.querySelector('sip-dialpad')!;
    expect(provider.contains(pad)).to.equal(false);
    const phone = new FakePhone();
    provider.phone = phone;
    await until(() => pad.shadowRoot!.querySelector('button:not(:disabled)') !== null);
    pad.shadowRoot!.querySelector<HTMLButtonElement>('button:not(:disabled)')!.click();
    await until(() => phone.state.dialString !== '');
    page.remove();
  });
});
