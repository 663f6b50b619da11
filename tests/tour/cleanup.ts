/** What is to be undone at the end, whatever that end is. */
export interface Cleanup {
  /** Remembers how to undo something; the last comes first. */
  later(undo: () => Promise<unknown>): void;
  /** Undoes everything once; a failure does not keep the others from being undone. */
  run(): Promise<void>;
}

export function createCleanup(): Cleanup {
  const undos: (() => Promise<unknown>)[] = [];
  return {
    later: (undo) => void undos.push(undo),
    async run() {
      for (let undo = undos.pop(); undo; undo = undos.pop()) {
        await undo().catch((error: unknown) => console.error('While cleaning up:', error));
      }
    },
  };
}

/** Cleans up on Ctrl+C and on a polite kill, then ends the process with the code that shells expect. */
export function cleanUpOnSignals(cleanup: Cleanup): void {
  const codes = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;
  for (const [name, code] of Object.entries(codes)) {
    process.once(name, () => {
      process.stdout.write('\nStopping …\n');
      void cleanup.run().then(() => process.exit(code));
    });
  }
}
