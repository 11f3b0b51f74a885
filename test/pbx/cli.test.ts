/** The command `sip-elements-pbx`, run as a process (contract: clear errors, a start without the media library). */

import { expect } from 'chai';
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { pbxCommand } from '../support/package-files.js';
import { ScriptedPhone } from './support/scripted-phone.js';

async function start(...args: string[]): Promise<ChildProcessWithoutNullStreams> {
  return spawn(process.execPath, [await pbxCommand(), ...args]);
}

/** Runs the command to its end. */
async function run(...args: string[]): Promise<{ code: number | null; out: string; err: string }> {
  const child = await start(...args);
  let [out, err] = ['', ''];
  child.stdout.on('data', (data: Buffer) => (out += data.toString()));
  child.stderr.on('data', (data: Buffer) => (err += data.toString()));
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, out, err };
}

function output(child: ChildProcessWithoutNullStreams, pattern: RegExp): Promise<RegExpExecArray> {
  return new Promise((resolve, reject) => {
    let text = '';
    child.stdout.on('data', (data: Buffer) => {
      text += data.toString();
      const match = pattern.exec(text);
      if (match) resolve(match);
    });
    child.once('close', () => reject(new Error(`it ended: ${text}`)));
  });
}

describe('sip-elements-pbx', function () {
  it('listens, prints its URL, accepts its accounts, prints the message sequence, and exits on SIGTERM', async () => {
    const child = await start('--port', '0', '--account', 'dave:secret:with:colons', '--trace');
    const [, url = ''] = await output(child, /SIP over WebSocket at (\S+)/);
    const phone = await ScriptedPhone.open(url, 'dave', 'secret:with:colons');
    const drawn = output(child, /│─+►│.*200 OK {2}\(2 REGISTER\)/);
    expect((await phone.register()).statusCode).to.equal(200);
    await drawn;
    const ended = new Promise((resolve) => child.once('close', resolve));
    child.kill('SIGTERM');
    expect(await ended).to.equal(0);
    await phone.close();
  });

  it('does not print a password from its arguments', async () => {
    const child = await start('--port', '0', '--account', 'dave:hunter2');
    let text = '';
    child.stdout.on('data', (data: Buffer) => (text += data.toString()));
    await output(child, /Ctrl\+C/);
    child.kill('SIGTERM');
    expect(text).not.to.match(/hunter2/);
  });

  it('prints its options with --help', async () => {
    const { code, out } = await run('--help');
    expect(code).to.equal(0);
    expect(out).to.match(/--account <user:password>/);
  });

  for (const [args, sentence] of [
    [['--port', 'many'], /--port needs a number/],
    [['--account', 'dave'], /--account needs user:password/],
    [['--colour'], /--colour/],
    [['phone'], /Unexpected argument 'phone'/],
    [['--account', 'a b:c'], /cannot be the user part/],
  ] as const) {
    it(`prints an error without a stack for "${args.join(' ')}"`, async () => {
      const { code, err } = await run(...args);
      expect(code).to.be.greaterThan(0);
      expect(err).to.match(sentence);
      expect(err).not.to.match(/\n {4}at /);
    });
  }
});
