/** Measures one parser in this process: the first pass over the messages, and the CPU time of a message when warm. */

const cpu = () => {
  const { user, system } = process.cpuUsage();
  return user + system;
};

export function measure(messages, parse) {
  let sum = 0;
  const passes = (count) => {
    for (let i = 0; i < count; i++) for (const text of messages) sum += parse(text);
  };
  // What the clocks load on their first use is not the parser's.
  cpu();
  const started = cpu();
  for (const text of messages) sum += parse(text);
  const first = (cpu() - started) / 1000;
  const block = Math.max(1, Math.round(20 / first));
  for (const start = cpu(); cpu() - start < 400_000;) passes(block);
  let count = 0;
  const start = cpu();
  while (cpu() - start < 400_000) {
    passes(block);
    count += block;
  }
  const warm = (cpu() - start) / count / messages.length;
  process.stdout.write(JSON.stringify({ first, warm, sum }));
}
