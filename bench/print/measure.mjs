/** Measures how long one library takes to write a message in this process. */

const cpu = () => {
  const { user, system } = process.cpuUsage();
  return user + system;
};

/** A string that was put together of pieces is only flat once somebody has looked at it, as a socket does. */
const flat = (text) => text.charCodeAt(text.length >> 1) + text.length;

function micros(work) {
  let sum = 0;
  const run = (count) => {
    for (let i = 0; i < count; i++) sum += flat(work(i));
  };
  for (const start = cpu(); cpu() - start < 250_000;) run(200);
  let count = 0;
  const start = cpu();
  while (cpu() - start < 250_000) {
    run(200);
    count += 200;
  }
  if (sum === 0) throw new Error('Nothing was written');
  return (cpu() - start) / count;
}

/** `build` makes a message of its parts; `print` writes it. */
export function measurePrint(build, print) {
  const message = build(0);
  const text = print(message);
  if (!text.startsWith('INVITE sip:') || !text.includes('a=ssrc')) throw new Error(`Not an INVITE: ${text}`);
  process.stdout.write(JSON.stringify({ print: micros(() => print(message)), build: micros((i) => print(build(i))) }));
}
