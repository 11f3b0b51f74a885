/** Files of recorded calls in the private file system of the origin (File System §3): their folder, and when they are removed. */

import { expect } from '@open-wc/testing';
import { Phone, type PhoneConfiguration } from '../../../src/phone/index.js';
import { SystemClock } from '../../../src/sip/base/clock.js';
import { until } from '../../media/support/audio.js';
import { TalkingPhone, type RemoteParty } from '../support/established-call.js';

const BOB = 700;
const ALICE = 'sip:alice@example.com';
const CAROL = 'sip:carol@example.com';
const DAY = 86_400_000;

/** A clock whose time of day is ahead by this number of days. */
class LaterClock extends SystemClock {
  constructor(private readonly days: number) {
    super();
  }

  override now(): number {
    return super.now() + this.days * DAY;
  }
}

interface Stored {
  readonly folder: FileSystemDirectoryHandle;
  readonly name: string;
}

/** Every file of the origin, in any folder. */
async function stored(): Promise<Stored[]> {
  const found: Stored[] = [];
  const look = async (folder: FileSystemDirectoryHandle): Promise<void> => {
    for await (const [name, handle] of folder.entries())
      if (handle.kind === 'directory') await look(handle);
      else found.push({ folder, name });
  };
  await look(await navigator.storage.getDirectory());
  return found;
}

/** The suffix of a file that Chromium is writing; it stays after a crash. */
const UNFINISHED = /\.crswap$/;

/** The names of the files, complete or not. */
const names = async (): Promise<string[]> => [
  ...new Set((await stored()).map(({ name }) => name.replace(UNFINISHED, ''))),
];

/** The bytes of a recording that are written so far; undefined for none. */
async function soundIn({ folder, name }: Stored): Promise<number | undefined> {
  const sizes: number[] = [];
  for await (const [file, handle] of folder.entries())
    if (file.startsWith(name) && handle.kind === 'file') sizes.push((await handle.getFile()).size);
  return Math.max(0, ...sizes) || undefined;
}

/** Resolves when exactly these are the files of the origin. */
async function onlyHas(...files: string[]): Promise<void> {
  const wanted = files.sort().join();
  let seen: string[] = [];
  const look = async (): Promise<true | undefined> =>
    (seen = await names()).sort().join() === wanted ? true : undefined;
  await until(look, 'the files are removed').catch(() => expect(seen).to.deep.equal(files));
}

/** Leaves a file beside this one, as a page does that crashes. */
async function leaveBeside({ folder }: Stored, name: string): Promise<void> {
  const file = await folder.getFileHandle(name, { create: true });
  const writer = await file.createWritable();
  await writer.write('sound');
  await writer.close();
}

describe('The recordings of an account (docs/security.md, M10)', () => {
  const open: TalkingPhone[] = [];

  const ready = async (configuration: PhoneConfiguration = {}): Promise<TalkingPhone> => {
    const test = await TalkingPhone.ready(configuration);
    open.unshift(test);
    return test;
  };

  /** Records a call that goes on. Resolves with the file when it exists. */
  const records = async (test: TalkingPhone): Promise<{ bob: RemoteParty; file: Stored }> => {
    const before = await names();
    const bob = await test.talksTo(BOB);
    await bob.call.record(true);
    const file = (await stored()).find(({ name }) => !UNFINISHED.test(name) && !before.includes(name));
    expect(file).to.not.equal(undefined);
    return { bob, file: file! };
  };

  /** Records a call and ends it. Resolves when the file is complete. */
  const hasRecorded = async (test: TalkingPhone): Promise<{ bob: RemoteParty; file: Stored }> => {
    const { bob, file } = await records(test);
    await bob.call.hangUp();
    expect((await bob.call.recording())?.name).to.equal(file.name);
    return { bob, file };
  };

  afterEach(async () => {
    for (const test of open.splice(0)) await test.close();
    const root = await navigator.storage.getDirectory();
    for await (const name of root.keys()) await root.removeEntry(name, { recursive: true });
  });

  it('are in a folder of that account', async () => {
    const [alice, carol] = [await ready({ uri: ALICE }), await ready({ uri: CAROL })];
    const [first, second] = [await hasRecorded(alice), await hasRecorded(alice)];
    const third = await hasRecorded(carol);
    expect(await first.file.folder.isSameEntry(second.file.folder)).to.equal(true);
    expect(await first.file.folder.isSameEntry(third.file.folder)).to.equal(false);
  });

  it('are removed when their call is dismissed', async () => {
    const test = await ready();
    const [first, second] = [await hasRecorded(test), await hasRecorded(test)];
    test.phone.dismiss(second.bob.call.id);
    await onlyHas(first.file.name);
  });

  it('that are still written are removed when they are complete, after their call was dismissed', async () => {
    const test = await ready();
    const { bob } = await records(test);
    await bob.call.hangUp();
    test.phone.dismiss(bob.call.id);
    await onlyHas();
  });

  it('of an earlier call are removed with it after a later call', async () => {
    const test = await ready();
    const [first, second] = [await hasRecorded(test), await hasRecorded(test)];
    test.phone.dismiss(first.bob.call.id);
    await onlyHas(second.file.name);
  });

  it('stay when the call is dismissed with keepRecordings', async () => {
    const test = await ready();
    const [first, second] = [await hasRecorded(test), await hasRecorded(test)];
    test.phone.dismiss(first.bob.call.id, { keepRecordings: true });
    test.phone.dismiss(second.bob.call.id);
    await onlyHas(first.file.name);
  });

  it('are removed by clearHistory(), with those of earlier pages, except the one of a call that goes on', async () => {
    const test = await ready();
    const { file } = await hasRecorded(test);
    await leaveBeside(file, 'of-a-page-that-crashed.webm');
    const running = await records(test);
    test.phone.clearHistory();
    await onlyHas(running.file.name);
    await until(() => soundIn(running.file), 'a second of the call is written');
    await running.bob.call.hangUp();
    expect((await running.bob.call.recording())!.size).to.be.above(0);
  });

  it('are removed by dispose(), including those of calls that go on', async () => {
    const test = await ready();
    const { file } = await hasRecorded(test);
    await leaveBeside(file, 'of-a-page-that-crashed.webm');
    await records(test);
    await test.phone.dispose();
    await onlyHas('of-a-page-that-crashed.webm');
  });

  it('are removed by forget(), those of other accounts are not', async () => {
    const [alice, carol] = [await ready({ uri: ALICE }), await ready({ uri: CAROL })];
    const { file } = await hasRecorded(alice);
    await leaveBeside(file, 'of-a-page-that-crashed.webm');
    const others = await hasRecorded(carol);
    const { bob } = await records(alice);
    const forgotten = alice.phone.forget();
    await bob.call.hangUp();
    await forgotten;
    expect(await names()).to.deep.equal([others.file.name]);
  });

  it('are removed when another tab forgets the account (HTML §12.2.1)', async () => {
    const test = await ready({ uri: ALICE });
    const { bob } = await hasRecorded(test);
    test.phone.setDialString('123');
    expect(test.phone.state.history).to.have.length(1);
    const frame = document.createElement('iframe');
    frame.src = `/test/phone/support/other-tab.html?forget=${encodeURIComponent(ALICE)}`;
    document.body.append(frame);
    try {
      await onlyHas();
      await until(() => (test.phone.state.history.length === 0 ? true : undefined), 'the history is forgotten');
      expect(test.phone.state).to.deep.include({ conversations: [], dialString: '', lastDialled: undefined });
      expect(bob.call.state.status).to.equal('ended');
    } finally {
      frame.remove();
    }
  });

  it('stay when another tab forgets another account', async () => {
    const test = await ready({ uri: ALICE });
    const { file } = await hasRecorded(test);
    const heard = new Promise<void>((resolve) =>
      addEventListener('storage', ({ newValue }) => {
        if (newValue === CAROL) resolve();
      }),
    );
    const frame = document.createElement('iframe');
    frame.src = `/test/phone/support/other-tab.html?forget=${encodeURIComponent(CAROL)}`;
    document.body.append(frame);
    try {
      await heard;
      expect(test.phone.state.history).to.have.length(1);
      expect(await names()).to.deep.equal([file.name]);
    } finally {
      frame.remove();
    }
  });

  it('of an earlier page are removed when a phone starts and they are older than `recordingDays`', async () => {
    const { file } = await hasRecorded(await ready({ uri: ALICE }));
    for (const [days, recordingDays] of [
      [6, undefined],
      [2, 3],
    ] as const) {
      await ready({ uri: CAROL, clock: new LaterClock(days), recordingDays });
      expect(await names(), `${days} days, limit ${recordingDays ?? 7}`).to.deep.equal([file.name]);
    }
    await ready({ uri: CAROL, clock: new LaterClock(8) });
    await onlyHas();
  });

  it('are removed after `recordingDays`', async () => {
    const { file } = await hasRecorded(await ready({ uri: ALICE }));
    await leaveBeside(file, 'of-a-page-that-crashed.webm');
    await ready({ uri: CAROL, clock: new LaterClock(2), recordingDays: 1 });
    await onlyHas();
  });

  it('are not removed by a phone that is not started', async () => {
    const { file } = await hasRecorded(await ready({ uri: ALICE }));
    const idle = new Phone({ server: 'wss://sip.example.com', uri: CAROL, clock: new LaterClock(30) });
    expect(await names()).to.deep.equal([file.name]);
    await idle.dispose();
  });
});
