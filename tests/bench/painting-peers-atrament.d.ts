/** What the benchmark uses of atrament, which comes without types. */
declare module 'atrament' {
  export default class Atrament {
    constructor(
      canvas: HTMLCanvasElement,
      options: { readonly width: number; readonly height: number; readonly color: string },
    );
    /** Width of a stroke, CSS px. */
    weight: number;
  }
}
