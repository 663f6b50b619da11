/** What a number counts; `kB` is 1,000 bytes and `MB` a million. */
export type Unit = 'ms' | 'kB' | 'MB';

/** Repeated measurements of one thing. */
export interface Samples {
  readonly label: string;
  /** One a run, in the figure's unit. */
  readonly values: readonly number[];
}

/** A measured quantity, and what the same machine needed for less or for the same by other means. */
export interface Figure {
  readonly title: string;
  readonly unit: Unit;
  readonly values: readonly number[];
  /** Floors and peers, measured in the same run. */
  readonly beside?: readonly Samples[];
}

export interface BenchContext {
  /** Folder of the extension, built as a release is; built on first use. */
  extension(): Promise<string>;
  /** Says what is being done, for whoever waits. */
  progress(text: string): void;
}

export interface Benchmark {
  /** For `--only`. */
  readonly name: string;
  readonly title: string;
  /** How it was measured, in a sentence or two, for the reader of the figures. */
  readonly method: string;
  run(context: BenchContext): Promise<readonly Figure[]>;
}

/** A benchmark's outcome. */
export interface Section {
  readonly title: string;
  readonly method: string;
  readonly figures: readonly Figure[];
}
