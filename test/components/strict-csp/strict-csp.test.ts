/**
 * The elements need nothing that a strict policy forbids: no inline style, no eval, no HTML strings (CSP 3, Trusted Types).
 * Subjects: Content-Security-Policy (CSP), strict, tested; Trusted Types, tested.
 */

import { expect } from '@open-wc/testing';

const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  'img-src data:',
  "require-trusted-types-for 'script'",
  'trusted-types lit-html',
].join('; ');

interface Report {
  readonly violations: readonly string[];
  readonly shown: number;
  readonly styled: string;
  readonly title: string;
}

describe('under a strict content security policy with Trusted Types', () => {
  it('every state of the phone and the other elements is rendered with styles, without a violation, and no script in a name is executed', async function () {
    this.timeout(300_000);
    const frame = document.createElement('iframe');
    const report = new Promise<Report>((resolve, reject) =>
      addEventListener('message', ({ data, source }: MessageEvent<Report | { readonly failure: string }>) => {
        if (source !== frame.contentWindow) return;
        if ('violations' in data) resolve(data);
        if ('failure' in data) reject(new Error(`The page failed: ${data.failure}`));
      }),
    );
    frame.srcdoc = `<!doctype html><html lang="en"><head><title>Strict</title>
      <meta http-equiv="Content-Security-Policy" content="${POLICY}">
      <script type="module" src="/test/components/strict-csp/strict-page.ts"></script></head><body></body></html>`;
    document.body.append(frame);
    const { violations, shown, styled, title } = await report;
    frame.remove();
    expect(violations).to.deep.equal([]);
    expect(shown).to.be.greaterThan(180);
    expect(title).to.equal('Strict');
    // The radius of a key, which is square without its style sheet.
    expect(styled).not.to.equal('0px');
  });
});
