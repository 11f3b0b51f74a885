/** A command for browser tests: `executeServerCommand('media-features', { 'forced-colors': 'active' })`, or `{ media: 'print' }`, by the DevTools protocol. */

/** @returns {import('@web/test-runner-core').TestRunnerPlugin} */
export function mediaPlugin() {
  return {
    name: 'media-features',
    async executeCommand({ command, payload, session }) {
      if (command !== 'media-features') return undefined;
      const browser = /** @type {import('@web/test-runner-chrome').ChromeLauncher} */ (session.browser);
      const devtools = await browser.getPage(session.id).createCDPSession();
      const { media = '', ...named } = /** @type {Record<string, string>} */ (payload);
      const features = Object.entries(named).map(([name, value]) => ({ name, value }));
      await devtools.send('Emulation.setEmulatedMedia', { media, features });
      return true;
    },
  };
}
