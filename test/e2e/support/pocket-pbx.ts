/** A pocket PBX of its own, which a test may restart; that of the site is shared by all tests of the run. */
import { createPocketPbx, DEMO_ACCOUNTS } from '../../../packages/pbx/src/index.js';
import { LoggerFactory } from '../../../src/sip/base/logger.js';
import type { RestartableServer } from './kamailio.js';

/** How long it refuses connections while it restarts, ms. */
const DOWN = 500;

export async function startPocketPbx(): Promise<RestartableServer> {
  const pbx = createPocketPbx({
    accounts: DEMO_ACCOUNTS,
    loggerFactory: new LoggerFactory({ builtinEnabled: false }),
  });
  const { url } = await pbx.listen({ port: 0 });
  return {
    url,
    domain: 'sip-elements',
    passwordOf: (name) => `${name}-demo`,
    restart() {
      pbx.faults.restart({ downFor: DOWN });
      return Promise.resolve();
    },
    stop: () => pbx.close(),
  };
}
