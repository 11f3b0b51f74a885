/** The course of the figures of a call: lines with their lowest and highest value as text (WCAG 1.1.1). */

import { expect, html } from '@open-wc/testing';
import '../../../src/define/sip-call-quality.js';
import { up } from '../../../stories/support/call-states.js';
import { FakePhone } from '../../../stories/support/fake-phone.js';
import { samplesOf } from '../../../stories/support/quality-samples.js';
import { mountAll, settled, until } from '../support.js';

type Samples = ReturnType<typeof samplesOf>;

async function details(samples: Samples, lang = 'en'): Promise<HTMLElement> {
  const phone = new FakePhone(up());
  phone.getCall('call-1')!.qualitySamples = samples;
  const box = await mountAll<HTMLElement>(
    html`<div lang=${lang} dir=${lang === 'ar' ? 'rtl' : 'ltr'}>
      <sip-call-quality details .phone=${phone}></sip-call-quality>
    </div>`,
  );
  const element = box.querySelector('sip-call-quality')!;
  if (samples.length > 1) await until(() => element.shadowRoot!.querySelector('.chart') !== null, 'the charts');
  await settled(element);
  return element;
}

const charts = (element: Element): Element[] => [...element.shadowRoot!.querySelectorAll('[part=chart]')];
const lineIn = (chart: Element): string => chart.querySelector('path')!.getAttribute('d')!;

describe('the course of the figures of a call', () => {
  it('is a line for each measured figure, with its lowest and highest value as text', async () => {
    const element = await details(samplesOf([40, 320, 50]));
    const texts = charts(element).map((chart) => chart.textContent.replace(/\s+/g, ' ').trim());
    expect(texts[1]).to.equal('38–336 ms');
    expect(texts).to.have.length(5);
    expect(texts[2]).to.equal('5–42 ms');
    for (const chart of charts(element)) {
      expect(chart.querySelector('svg')!.getAttribute('aria-hidden')).to.equal('true');
      expect(chart.previousElementSibling!.localName, 'the figure stands before it').to.equal('dd');
    }
    await expect(element).to.be.accessible();
  });

  it('has one value where all are written alike', async () => {
    const element = await details(samplesOf([40]).map((sample) => ({ ...sample, roundTrip: 0.04 })));
    expect(charts(element)[1]!.textContent.trim()).to.equal('40 ms');
  });

  it('begins a new line after a hold, and ends at the newest sample', async () => {
    const whole = lineIn(charts(await details(samplesOf([40, 320])))[1]!);
    const broken = lineIn(charts(await details(samplesOf([40, 320], 60_000)))[1]!);
    expect([whole.match(/M/g)!.length, broken.match(/M/g)!.length]).to.deep.equal([1, 2]);
    expect(broken.match(/L([\d.]+) [\d.]+$/)![1]).to.equal('200.0');
  });

  it('stays inside of its box, also for values above the scale', async () => {
    for (const chart of charts(await details(samplesOf([40, 2000, 40])))) {
      const heights = [...lineIn(chart).matchAll(/ (-?[\d.]+)/g)].map(([, y]) => Number(y));
      expect([Math.min(...heights) >= 0, Math.max(...heights) <= 24]).to.deep.equal([true, true]);
    }
  });

  it('is mirrored from right to left, as time runs with the text', async () => {
    const [ltr, rtl] = [await details(samplesOf([40, 50])), await details(samplesOf([40, 50]), 'ar')];
    const scale = (element: Element): string => getComputedStyle(element.shadowRoot!.querySelector('.line')!).scale;
    expect([scale(ltr), scale(rtl)]).to.deep.equal(['none', '-1 1']);
  });

  it('is not there before the second sample', async () => {
    expect(charts(await details(samplesOf([40]).slice(0, 1)))).to.deep.equal([]);
  });
});
