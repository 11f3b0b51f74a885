/** Measures one parser in this process: the CPU time of the first pass over the messages, and of a message when warm. */

const cpu = () => {
  const { user, system } = process.cpuUsage();
  return user + system;
};

export function measure(messages, parse) {
  let sum = 0;
  const pass = () => {
    for (const text of messages) sum += parse(text);
  };
  const before = cpu();
  const clock = performance.now();
  pass();
  const first = performance.now() - clock;
  const firstCpu = (cpu() - before) / 1000;
  const budget = Number(process.env.BENCH_MS ?? 400) * 1000;
  for (const start = cpu(); cpu() - start < budget;) pass();
  let passes = 0;
  const start = cpu();
  while (cpu() - start < budget) {
    pass();
    passes++;
  }
  const micros = (cpu() - start) / passes / messages.length;
  process.stdout.write(JSON.stringify({ first, firstCpu, micros, sum }));
}
