import type { Table } from './flatbuffer';
import * as operators from './operators';
import { type Model, type Operator, readModel, type Tensor } from './read-model';

/** A network that is ready to run. */
export interface Network {
  /** Rows, columns, channels. */
  readonly inputShape: operators.Shape;
  readonly outputShape: operators.Shape;
  /**
   * @param input as many numbers as `inputShape` says, the channels of a pixel side by side
   * @returns the answer, which lasts until the next run
   */
  run(input: Float32Array): Float32Array;
}

/** Computes one tensor from others. */
type Step = () => void;

/**
 * Makes a network of a TensorFlow Lite file. All memory is taken here: a run allocates next to nothing.
 * @throws Error where the file is none, or holds what can't be run
 */
export function createNetwork(file: ArrayBuffer): Network {
  const model = readModel(file);
  const values = model.tensors.map(({ weights }) => weights);
  const input = new Float32Array(lengthOf(tensorAt(model, model.input)));
  values[model.input] = input;
  const steps: Step[] = [];
  for (const operator of model.operators) {
    const step = stepOf(model, operator, values);
    if (step) steps.push(step);
  }
  const output = valuesAt(values, model.output);
  return {
    inputShape: shapeOf(tensorAt(model, model.input)),
    outputShape: shapeOf(tensorAt(model, model.output)),
    run(given) {
      input.set(given);
      for (const step of steps) step();
      return output;
    },
  };
}

type Values = (Float32Array | undefined)[];

function tensorAt({ tensors }: Model, index: number): Tensor {
  const tensor = tensors[index];
  if (!tensor) throw new Error(`There is no tensor ${index}`);
  return tensor;
}

function valuesAt(values: Values, index: number): Float32Array {
  const found = values[index];
  if (!found) throw new Error(`Tensor ${index} is used before it is computed`);
  return found;
}

const lengthOf = ({ shape }: Tensor): number => shape.reduce((product, side) => product * side, 1);

function shapeOf({ shape }: Tensor): operators.Shape {
  const [batch = 0, height = 0, width = 0, channels = 0] = shape;
  if (batch !== 1 || shape.length !== 4)
    throw new Error(`A tensor of [${shape}] can't be computed`);
  return { height, width, channels };
}

/** Takes memory for what an operator computes; undefined for one that has nothing left to do. */
function stepOf(model: Model, operator: Operator, values: Values): Step | undefined {
  const { kind, inputs, output, options } = operator;
  const [first = -1, second = -1, third = -1] = inputs;
  const input = valuesAt(values, first);
  if (kind === 'dequantize') {
    values[output] = input; // read as 32 bit floats already
    return undefined;
  }
  const shape = shapeOf(tensorAt(model, first));
  const outShape = shapeOf(tensorAt(model, output));
  const out = new Float32Array(lengthOf(tensorAt(model, output)));
  values[output] = out;
  /** The rows and columns of a convolution's weights. */
  const kernel = () => {
    const [, height = 0, width = 0] = tensorAt(model, second).shape;
    return { height, width };
  };
  switch (kind) {
    case 'conv': {
      refuseActivation(options, 3);
      const weights = valuesAt(values, second);
      const mix = operators.mixOf(weights, valuesAt(values, third));
      const window = windowOf(kernel(), options, shape, outShape);
      const isPointwise = weights.length === shape.channels * outShape.channels;
      return isPointwise
        ? () => {
            const { channels, width, height } = shape;
            operators.mixChannels(input, mix, out, [width * height, channels, 0]);
          }
        : () => operators.convolve(input, shape, mix, window, out, outShape);
    }
    case 'depthwise-conv': {
      refuseActivation(options, 4);
      const [weights, bias] = [valuesAt(values, second), valuesAt(values, third)];
      const window = windowOf(kernel(), options, shape, outShape);
      return () => operators.convolveEach(input, shape, weights, bias, window, out, outShape);
    }
    case 'transposed-conv': {
      const [weights, bias] = [valuesAt(values, second), valuesAt(values, third)];
      const window = kernel();
      if (window.width * shape.width !== outShape.width)
        throw new Error("A transposed convolution whose windows overlap can't be run");
      return () => operators.spread(input, shape, weights, bias, window, out, outShape);
    }
    case 'average-pool': {
      refuseActivation(options, 5);
      const size = { width: options?.int(3) ?? 0, height: options?.int(4) ?? 0 };
      const window = windowOf(size, options, shape, outShape);
      return () => operators.average(input, shape, window, out, outShape);
    }
    case 'resize-bilinear': {
      if (options?.bool(2)) throw new Error("Enlarging with aligned corners can't be run");
      const hasHalfCentres = options?.bool(3) ?? false;
      const columns = operators.between(shape.width, outShape.width, hasHalfCentres);
      const rows = operators.between(shape.height, outShape.height, hasHalfCentres);
      return () => operators.enlarge(input, shape, columns, rows, out);
    }
    case 'add':
    case 'multiply': {
      refuseActivation(options, 0);
      const other = valuesAt(values, second);
      if (input.length !== out.length || out.length % other.length !== 0)
        throw new Error(`Tensors of [${input.length}] and [${other.length}] don't go together`);
      return kind === 'add'
        ? () => operators.add(input, other, out)
        : () => operators.multiply(input, other, out);
    }
    case 'relu':
      return () => operators.relu(input, out);
    case 'hard-swish':
      return () => operators.hardSwish(input, out);
    case 'logistic':
      return () => operators.logistic(input, out);
  }
}

/** What is done with the result by the same operator; such ones are operators of their own in the files that are run. */
function refuseActivation(options: Table | undefined, field: number): void {
  if ((options?.byte(field) ?? 0) !== 0)
    throw new Error("An operator with an activation can't be run");
}

/** The kind of padding that leaves nothing out: half of what is missing lies before the first pixel, rounded down. */
const samePadding = 0;

/** Convolutions and pools have their steps and padding in the same fields. */
function windowOf(
  { width, height }: { readonly width: number; readonly height: number },
  options: Table | undefined,
  from: operators.Shape,
  to: operators.Shape,
): operators.Window {
  const stepX = options?.int(1) ?? 1;
  const stepY = options?.int(2) ?? 1;
  const isSame = options?.byte(0) === samePadding;
  const before = (size: number, step: number, length: number, places: number) =>
    isSame ? Math.max(0, (places - 1) * step + size - length) >> 1 : 0;
  return {
    width,
    height,
    stepX,
    stepY,
    left: before(width, stepX, from.width, to.width),
    top: before(height, stepY, from.height, to.height),
  };
}
