/** The switches over the ladder: the pocket PBX slow, lossy, or away for three seconds. */

const control = <E extends HTMLElement>(id: string): E => document.querySelector<E>(`#${id}`)!;

async function change(what: object): Promise<void> {
  await fetch('/sip/faults', { method: 'POST', body: JSON.stringify(what) });
}

export function followTrouble(): void {
  for (const id of ['delay', 'loss'])
    control<HTMLSelectElement>(id).addEventListener('change', ({ currentTarget }) => {
      void change({ [id]: Number((currentTarget as HTMLSelectElement).value) });
    });
  control('restart').addEventListener('click', () => void change({ restart: 3000 }));
  // The server outlives the page: what it was told stays true.
  void fetch('/sip/faults')
    .then((response) => response.json() as Promise<Record<string, number>>)
    .then((faults) => {
      for (const id of ['delay', 'loss']) control<HTMLSelectElement>(id).value = String(faults[id]);
    });
}
