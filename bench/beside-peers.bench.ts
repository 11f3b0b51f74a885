/**
 * Calls at the pocket PBX beside SIP.js and JsSIP, each in a browser of its own: how long it takes to connect and to register, until the
 * remote party rings and until audio is received, and how much the heap has grown after 50 calls and a rest: in all, and from the fifth call on,
 * when what the first call needs is there: classes, their shapes, names, tables of the browser. Each stack has all its code evaluated before
 * the first call. The heap grows mostly by compiled code: the number of functions says why (decision 059). Fails above the limits.
 * Subjects: heap and connection time beside SIP.js and JsSIP.
 */
import { createPocketPbx, DEMO_ACCOUNTS } from '../packages/pbx/src/index.js';
import { LoggerFactory } from '../src/sip/base/logger.js';
import { heapPartsInChromium, inChromium, type BenchPage, type HeapParts } from './browser-page.js';
import type { Account, Starting } from './beside-peers/watch.js';

const PEERS = { ours: 'ours.ts', 'SIP.js': 'sipjs.ts', JsSIP: 'jssip.ts' } as const;
type Name = keyof typeof PEERS;
const NAMES = Object.keys(PEERS) as Name[];

/** How often a phone is started, and hears the remote party ring. */
const ROUNDS = 15;
const CALLS = 50;
/** Calls after which what a call needs for the first time is there. */
const FIRST_CALLS = 5;
/** Until transactions and dialogs are over (RFC 3261 §17: 32 s) and the browser has released the media, ms. */
const REST = 40_000;

/** ms over JsSIP, and kB over SIP.js. */
const LIMITS = { connect: 10, growth: 50 };

interface Figures {
  readonly connect: number;
  readonly register: number;
  readonly ringing: number;
  readonly sound: number;
  /** kB before the first call, with the code that the engine has compiled. */
  readonly first: number;
  /** kB that all calls leave behind, with the code that the engine has compiled meanwhile, and without. */
  readonly heap: number;
  readonly objects: number;
  /** The same of the calls after the first ones. */
  readonly later: number;
  readonly growth: number;
  /** Functions that all calls have run for the first time, and those that the engine has compiled to machine code meanwhile. */
  readonly bytecode: number;
  readonly machineCode: number;
  readonly open: number;
}

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1]!;

/** Lets the peers go through a step one after another, so that each has the machine for itself. */
type Turn = <T>(step: () => Promise<T>) => Promise<T>;

function turns(): Turn {
  let last: Promise<unknown> = Promise.resolve();
  return (step) => {
    const done = last.then(step);
    last = done.catch(() => undefined);
    return done;
  };
}

async function measure({ page, heap, collect }: BenchPage, account: Account, turn: Turn): Promise<Figures> {
  const starting: Starting[] = [];
  const ringing: number[] = [];
  const sound: number[] = [];
  const run = <T>(call: string): Promise<T> => page.evaluate(`run.${call}`) as Promise<T>;
  const start = (stay: boolean): Promise<Starting> => run(`start(${JSON.stringify(account)}, ${stay})`);
  for (let round = 0; round < ROUNDS; round += 1) starting.push(await turn(() => start(false)));
  await turn(() => start(true));
  const sizes = async (): Promise<HeapParts & { heap: number }> => ({
    heap: await turn(heap),
    ...(await turn(() => heapPartsInChromium(page))),
  });
  const call = async (count: number): Promise<void> => {
    for (let made = 0; made < count; made += 1) {
      sound.push(await turn(() => run<number>('call()')));
      // Tables of the browser grow with the garbage of several calls, and never shrink.
      await turn(collect);
    }
    await new Promise((resolve) => setTimeout(resolve, REST));
  };
  const before = await sizes();
  await call(FIRST_CALLS);
  const between = await sizes();
  await call(CALLS - FIRST_CALLS);
  const after = await sizes();
  for (let round = 0; round < ROUNDS; round += 1) ringing.push(await turn(() => run<number>('ring()')));
  return {
    connect: median(starting.map(({ connect }) => connect)),
    register: median(starting.map(({ register }) => register)),
    ringing: median(ringing),
    sound: median(sound),
    first: before.heap,
    heap: after.heap - before.heap,
    objects: after.objects - before.objects,
    later: after.heap - between.heap,
    growth: after.objects - between.objects,
    bytecode: after.bytecode - before.bytecode,
    machineCode: after.machineCode - before.machineCode,
    open: await run<number>('open()'),
  };
}

export default async function bench(): Promise<object[]> {
  const accounts = DEMO_ACCOUNTS.slice(0, NAMES.length);
  const pbx = createPocketPbx({ accounts, loggerFactory: new LoggerFactory({ builtinEnabled: false }) });
  const { url: server } = await pbx.listen({ port: 0 });
  const turn = turns();
  try {
    const figures = await Promise.all(
      NAMES.map((name, at) => {
        const { username, password } = accounts[at]!;
        const account = { server, domain: 'bench.test', name: username, password };
        return inChromium(new URL(`beside-peers/${PEERS[name]}`, import.meta.url), (page) =>
          measure(page, account, turn),
        );
      }),
    );
    return report(Object.fromEntries(NAMES.map((name, at) => [name, figures[at]!])) as Record<Name, Figures>);
  } finally {
    await pbx.close();
  }
}

function report(figures: Record<Name, Figures>): object[] {
  const of = (what: keyof Figures): Record<string, number> =>
    Object.fromEntries(NAMES.map((name) => [name, figures[name][what]]));
  if (figures.ours.open > 0) throw new Error(`${figures.ours.open} connections are left`);
  const time = (title: string, what: keyof Figures): object => ({
    title,
    unit: 'ms',
    better: 'less',
    values: of(what),
  });
  const size = (title: string, what: keyof Figures): object => ({ ...time(title, what), unit: 'kB' });
  const count = (title: string, what: keyof Figures): object => ({ ...time(title, what), unit: 'functions' });
  const limited = (title: string, unit: string, what: keyof typeof LIMITS, peer: Name): object => {
    const goal = figures[peer][what];
    return { title, unit, values: of(what), limits: { ours: { limit: goal + LIMITS[what], goal } } };
  };
  return [
    limited(`From start() to the open socket, at most ${LIMITS.connect} ms over JsSIP`, 'ms', 'connect', 'JsSIP'),
    time('From start() to the 200 of the REGISTER', 'register'),
    time('From call() to the 180', 'ringing'),
    time('From call() to the first audio of the echo', 'sound'),
    size('Heap before the first call, compiled code included', 'first'),
    size(`Growth by ${CALLS} calls and ${REST / 1000} s of rest, compiled code included`, 'heap'),
    size(`Growth of objects by ${CALLS} calls and ${REST / 1000} s of rest`, 'objects'),
    count('Functions that the calls have run for the first time', 'bytecode'),
    count('Functions compiled to machine code meanwhile', 'machineCode'),
    size(`Growth from call ${FIRST_CALLS} to call ${CALLS}, compiled code included`, 'later'),
    limited(
      `Growth of objects from call ${FIRST_CALLS} to call ${CALLS}, at most ${LIMITS.growth} kB over SIP.js`,
      'kB',
      'growth',
      'SIP.js',
    ),
  ];
}
